import { ecrHost } from '@gitops/aws';
import type { ClusterFacts } from '@gitops/constructs';
import { quote, type Step } from './step';

/** The cluster itself, by eksctl; none where the cluster's facts say nothing of EKS. */
export function clusterStep({ name, aws, eks }: ClusterFacts): readonly Step[] {
  if (eks === undefined) return [];
  const where = `--name ${quote(name)} --region ${quote(aws.region)}`;
  const roles = 'eksctl create iamserviceaccount --config-file "$here/eksctl.yaml" --approve';
  return [
    {
      name: 'cluster',
      title: 'The EKS cluster is there',
      about: [
        '`eksctl.yaml` is made from `eks` in the cluster’s TypeScript. It names roles, key pairs and policies, and holds no secret. A cluster of this name that exists is left as it is; only its IAM roles for service accounts are completed.',
      ],
      script: [
        'right_account',
        `if eksctl get cluster ${where} >/dev/null 2>&1; then`,
        '  say "the cluster exists"',
        `  eksctl utils write-kubeconfig --cluster ${quote(name)} --region ${quote(aws.region)}`,
        ...(eks.serviceAccounts.length > 0 ? [`  ${roles}`] : []),
        'else',
        '  eksctl create cluster --config-file "$here/eksctl.yaml"',
        'fi',
      ],
      check: {
        command: 'kubectl get nodes',
        shows: `${eks.nodeGroups.reduce((sum, { min, desired = min }) => sum + desired, 0)} nodes, each \`Ready\``,
      },
    },
  ];
}

/** The path of a repository's lifecycle policy, relative to the bootstrap's directory. */
export function lifecyclePath(repository: string): string {
  return `ecr/${repository}.json`;
}

/** The repositories in ECR; none where the cluster declares none. */
export function registryStep({ aws, registry }: ClusterFacts): readonly Step[] {
  if (registry.length === 0) return [];
  const names = registry.map(({ name }) => name);
  return [
    {
      name: 'registry',
      title: 'The image repositories are in ECR',
      about: [
        `${names.map((name) => `\`${name}\``).join(', ')} in \`${ecrHost(aws)}\`: tags are immutable, each image is scanned when it is pushed, and \`ecr/<repository>.json\` says what ECR may remove. A repository that exists is brought to that state; none of its images is touched.`,
      ],
      script: ['right_account', ...names.map((name) => `ecr_repository ${quote(name)} "$here"/${quote(lifecyclePath(name))}`)],
      check: {
        command: `aws ecr describe-repositories --region ${quote(aws.region)} --query 'repositories[].[repositoryName,imageTagMutability]' --output text`,
        shows: `${names.map((name) => `\`${name}\``).join(', ')}, each \`IMMUTABLE\``,
      },
    },
  ];
}

/** An image in ECR, as the TypeScript declares it. */
export interface DeclaredImage {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly tag: string;
  /** Whether Flux will move the tag. */
  readonly automated: boolean;
}

/** The declared tags; none where nothing on the cluster runs an image from ECR. */
export function imagesStep({ pipelines }: ClusterFacts, images: readonly DeclaredImage[]): readonly Step[] {
  if (images.length === 0) return [];
  const built = images.flatMap((image) =>
    pipelines.filter((pipeline) => pipeline.image.name === image.repository).map(({ app }) => ({ image, app })),
  );
  const words = ({ account, region, repository, tag }: DeclaredImage): string =>
    [account, region, repository, tag].map(quote).join(' ');
  return [
    {
      name: 'images',
      title: 'The declared tags are in the registry',
      about: [
        'An image whose tag is missing cannot be pulled. And while the declared tag of an automated image is missing, Flux never moves it: it compares tags by the time at which their images were built, and this one has none. The step only looks, and names what is missing.',
        'Push a missing one by hand before the first publish, since Jenkins is not there yet. The tag is the one that the TypeScript names: build that commit, or name the commit that you build. Of an automated image it must be Docker’s schema 2: one OCI manifest, index or attestation in the repository stops Flux from updating any workload that runs its images.',
        ...built.slice(0, 1).map(({ image, app }) => dockerCommands(image, app)),
      ],
      script: [
        'local missing=0',
        ...images.map((image) => `image_exists ${words(image)} || missing=1`),
        '[ "$missing" = 0 ] || fail "push what is missing, as README.md shows, or declare a tag that is there"',
      ],
      check: {
        command: images
          .map(
            ({ account, region, repository, tag }) =>
              `aws ecr describe-images --registry-id ${account} --region ${quote(region)} --repository-name ${quote(repository)} --image-ids imageTag=${quote(tag)}`,
          )
          .join('\n$ '),
        shows:
          'each image, that of an automated one with `imageManifestMediaType` `application/vnd.docker.distribution.manifest.v2+json`',
      },
    },
  ];
}

function dockerCommands(image: DeclaredImage, app: string): string {
  const { region, repository, tag } = image;
  const registry = ecrHost(image);
  return [
    '```console',
    `$ aws ecr get-login-password --region ${quote(region)} | docker login --username AWS --password-stdin ${registry}`,
    '$ docker buildx build --provenance=false --sbom=false \\',
    `    --output type=image,oci-mediatypes=false,push=true,name=${registry}/${repository}:${tag} dist/app-repo/${app}`,
    '```',
  ].join('\n');
}
