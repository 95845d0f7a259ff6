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
