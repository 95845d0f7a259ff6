import type { EcrRepository } from '@gitops/aws';
import { z } from 'zod';
import { DnsLabel } from './props';

/** A job of the cluster's Jenkins that builds an application's image from its own repository and pushes it to ECR. */
export const Pipeline = z.strictObject({
  /** The job's name. */
  name: DnsLabel,
  /** A folder of apps/ with an `app-repo/` in it: the template of the application's repository. */
  app: DnsLabel,
  /** The application's repository, as Jenkins clones it. */
  repository: z.url({ protocol: /^https$/, error: 'expected a URL such as "https://github.com/example/app-repo"' }),
  branch: z
    .string()
    .regex(/^(?!-)[\w./-]+$/, 'expected the name of a branch')
    .default('master'),
  /** What the job pushes, tagged with the short commit: `ecr('gitops-app-demo')`. */
  image: z.custom<EcrRepository>(isEcrRepository, 'expected an ECR repository such as ecr("gitops-app-demo")'),
  /** The label of the agents on which the job runs. */
  agent: z
    .string()
    .regex(/^[\w-]+$/, 'expected the label of an agent')
    .default('gitops-jenkins-jenkins-slave'),
});
export type Pipeline = z.output<typeof Pipeline>;

function isEcrRepository(value: unknown): value is EcrRepository {
  return typeof value === 'object' && value !== null && 'registry' in value && value.registry === 'ecr';
}
