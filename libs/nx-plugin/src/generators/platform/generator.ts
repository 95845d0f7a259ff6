import type { GeneratorCallback, Tree } from '@nx/devkit';
import { join } from 'node:path';
import type { z } from 'zod';
import { exportName } from '../../names';
import { parseClusters, parseOptions, requireNewProject, writeDefinition } from '../definition';
import { PlatformOptions } from './options';

/** `nx g platform metrics --clusters gitops-cicd`: platform/metrics, and one line in each cluster named. */
export default async function platformGenerator(tree: Tree, input: z.input<typeof PlatformOptions>): Promise<GeneratorCallback> {
  const options = parseOptions(PlatformOptions, input);
  const { name, namespace = name } = options;
  const clusters = parseClusters(tree, options.clusters);
  requireNewProject(tree, 'platform', name);
  return writeDefinition(tree, join(__dirname, 'files'), {
    name,
    clusters,
    placement: {
      list: 'platform',
      name: exportName(name, 'Component'),
      from: `@platform/${name}`,
      namespace,
      props: [],
      imports: [],
    },
    next: [`make in platform/${name}/component.ts what it consists of`],
  });
}
