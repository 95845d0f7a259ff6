/** What differs between the three AWS partitions for us: the ARN prefix and the DNS suffix of service endpoints. */
export interface Partition {
  readonly name: 'aws' | 'aws-cn' | 'aws-us-gov';
  readonly dnsSuffix: 'amazonaws.com' | 'amazonaws.com.cn';
}

const commercial: Partition = { name: 'aws', dnsSuffix: 'amazonaws.com' };
const china: Partition = { name: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' };
const govCloud: Partition = { name: 'aws-us-gov', dnsSuffix: 'amazonaws.com' };

/** The regions of each partition (AWS General Reference, "AWS service endpoints"; China: docs.amazonaws.cn). */
const regionsByPartition: readonly (readonly [Partition, readonly string[]])[] = [
  [china, ['cn-north-1', 'cn-northwest-1']],
  [govCloud, ['us-gov-east-1', 'us-gov-west-1']],
  [
    commercial,
    [
      ...[
        'af-south-1',
        'ap-east-1',
        'ap-east-2',
        'ap-northeast-1',
        'ap-northeast-2',
        'ap-northeast-3',
        'ap-south-1',
        'ap-south-2',
      ],
      ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6'],
      ...[
        'ap-southeast-7',
        'ca-central-1',
        'ca-west-1',
        'eu-central-1',
        'eu-central-2',
        'eu-north-1',
        'eu-south-1',
        'eu-south-2',
      ],
      ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1'],
      ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
    ],
  ],
];

const partitions: ReadonlyMap<string, Partition> = new Map(
  regionsByPartition.flatMap(([partition, regions]) => regions.map((region) => [region, partition] as const)),
);

export const regions: readonly string[] = [...partitions.keys()].sort();

/** The partition of a region; undefined for a region that AWS does not have. */
export function partitionOf(region: string): Partition | undefined {
  return partitions.get(region);
}
