import { z } from 'zod';
import { ProjectName } from '../../names';

export const ClusterOptions = z
  .strictObject({
    name: ProjectName.meta({ description: 'Its folder in clusters/, and its project', $default: { $source: 'argv', index: 0 } }),
    kubernetes: z
      .string()
      .regex(/^1\.\d+$/, 'must be a minor version such as "1.35"')
      .default('1.35')
      .meta({ description: 'Its Kubernetes version' }),
    account: z
      .string()
      .regex(/^\d{12}$/, 'must be 12 digits')
      .default('123456789012')
      .meta({ description: 'The AWS account it is in' }),
    region: z.string().default('cn-north-1').meta({ description: 'The AWS region it is in' }),
    configRepo: z
      .string()
      .optional()
      .meta({ description: 'The url of its config repository; default: git@github.com:example/config-repo-<name>' }),
    branch: z.string().default('master').meta({ description: 'The branch that Flux syncs' }),
    path: z
      .string()
      .default('')
      .meta({ description: 'The directory of the repository that this cluster owns; default: all of it' }),
  })
  .meta({ $id: 'cluster', title: 'A new cluster', cli: 'nx' });
