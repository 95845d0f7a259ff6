import type { GeneratorCallback, Tree } from '@nx/devkit';
import { join } from 'node:path';
import type { z } from 'zod';
import { exportName } from '../../names';
import { clusterFile, parseClusters, parseOptions, requireNewProject, writeDefinition } from '../definition';
import { AppOptions } from './options';

/** `nx g app hello --clusters gitops-cicd`: apps/hello, and one line in each cluster named. */
export default async function appGenerator(tree: Tree, input: z.input<typeof AppOptions>): Promise<GeneratorCallback> {
  const options = parseOptions(AppOptions, input);
  const { name, namespace = name } = options;
  const clusters = parseClusters(tree, options.clusters);
  requireNewProject(tree, 'apps', name);
  return writeDefinition(tree, join(__dirname, 'files'), {
    name,
    clusters,
    placement: {
      list: 'apps',
      name: exportName(name, 'App'),
      from: `@apps/${name}`,
      namespace,
      props: [`image: pinned(ecr('${name}'), { tag: '1.0.0' })`],
      imports: [
        { name: 'ecr', from: '@gitops/aws' },
        { name: 'pinned', from: '@gitops/flux' },
      ],
    },
    next: [
      `say in apps/${name}/app.ts on which port it listens`,
      ...clusters.map(
        (cluster) =>
          `say in ${clusterFile(cluster)} which image it runs; automated(...) instead of pinned(...) lets Flux update it`,
      ),
    ],
  });
}
