import { z } from 'zod';
import { NamespaceName, ProjectName } from '../../names';

export const PlatformOptions = z
  .strictObject({
    name: ProjectName.meta({ description: 'Its folder in platform/, and its project', $default: { $source: 'argv', index: 0 } }),
    clusters: z.string().default('').meta({ description: 'The clusters to place it on, separated by commas', alias: 'c' }),
    namespace: NamespaceName.optional().meta({ description: "The namespace there; default: the component's name" }),
  })
  .meta({ $id: 'platform', title: 'A new platform component', cli: 'nx' });
