import { z } from 'zod';
import type { AwsFacts } from './props';
import { partitionOf } from './region';

/**
 * An image repository that the cluster's own account and region have in ECR. Its tags are immutable and each image is
 * scanned when it is pushed.
 */
export const RegistryRepository = z.strictObject({
  /** As `ecr(...)` names it. 2 to 256 characters (ECR API reference, CreateRepository). */
  name: z
    .string()
    .min(2)
    .max(256)
    .regex(
      /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
      'expected the name of an ECR repository such as "gitops-app-demo"',
    ),
  /**
   * The number of images that stay, the last pushed ones. An older one goes even if it runs: enough for every tag that a
   * rollback may name, and the one at which a locked workload stays.
   */
  keep: z.int().min(1).max(1000).default(200),
  /** Days after which an image without a tag goes. */
  untaggedDays: z.int().min(1).max(365).default(7),
});
export type RegistryRepository = z.output<typeof RegistryRepository>;

/** The host of an account's ECR registry (ECR user guide, "Amazon ECR private registry"). */
export function ecrHost({ account, region }: AwsFacts): string {
  return `${account}.dkr.ecr.${region}.${partitionOf(region)?.dnsSuffix ?? 'amazonaws.com'}`;
}

/** A lifecycle policy as ECR takes it (ECR user guide, "Lifecycle policy parameters"). */
export interface LifecyclePolicy {
  readonly rules: readonly {
    readonly rulePriority: number;
    readonly description: string;
    readonly selection: Readonly<Record<string, string | number>>;
    readonly action: { readonly type: 'expire' };
  }[];
}

/** What ECR removes from a repository by itself. A rule for any tag must come last. */
export function lifecyclePolicy({ keep, untaggedDays }: RegistryRepository): LifecyclePolicy {
  return {
    rules: [
      {
        rulePriority: 1,
        description: `Untagged images go after ${untaggedDays} days`,
        selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: untaggedDays },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: `The last ${keep} images stay`,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: keep },
        action: { type: 'expire' },
      },
    ],
  };
}
