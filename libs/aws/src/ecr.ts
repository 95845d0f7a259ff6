import type { AwsFacts } from './props';
import { ecrHost } from './registry';

/** An image repository in ECR. Account and region default to those of the cluster on which it is placed. */
export interface EcrRepository {
  readonly registry: 'ecr';
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
}

/**
 * Names an ECR repository: `ecr('gitops-app-demo')`.
 * @param owner another account or region than the cluster's own; defaults to the cluster's
 */
export function ecr(name: string, owner: { readonly account?: string; readonly region?: string } = {}): EcrRepository {
  return { registry: 'ecr', name, ...owner };
}

/**
 * `123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/gitops-app-demo`
 * (ECR user guide, "Amazon ECR private registry"; China regions end in `.cn`).
 */
export function ecrRepositoryUri(repository: EcrRepository, facts: AwsFacts): string {
  const { account = facts.account, region = facts.region } = repository;
  return `${ecrHost({ account, region })}/${repository.name}`;
}
