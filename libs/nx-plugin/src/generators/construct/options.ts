import { z } from 'zod';
import { ProjectName } from '../../names';

export const ConstructOptions = z
  .strictObject({
    name: ProjectName.meta({ description: 'Its file in libs/constructs/src', $default: { $source: 'argv', index: 0 } }),
  })
  .meta({ $id: 'construct', title: 'A new construct', cli: 'nx' });
