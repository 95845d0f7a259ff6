import { z } from 'zod';
import { NamespaceName, ProjectName } from '../../names';

export const AppOptions = z
  .strictObject({
    name: ProjectName.meta({ description: 'Its folder in apps/, and its project', $default: { $source: 'argv', index: 0 } }),
    clusters: z.string().default('').meta({ description: 'The clusters to place it on, separated by commas', alias: 'c' }),
    namespace: NamespaceName.optional().meta({ description: "The namespace there; default: the app's name" }),
  })
  .meta({ $id: 'app', title: 'A new app', cli: 'nx' });
