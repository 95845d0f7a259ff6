import { formatFiles, generateFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { join } from 'node:path';
import type { z } from 'zod';
import { findOverlaps, readClusterOutput } from '@gitops/cluster-source';
import { clusterFile, nextSteps, parseOptions, requireNewProject } from '../definition';
import { ClusterOptions } from './options';

/** `nx g cluster staging`: clusters/staging, with a config repository of its own and nothing placed on it yet. */
export default async function clusterGenerator(tree: Tree, input: z.input<typeof ClusterOptions>): Promise<GeneratorCallback> {
  const options = parseOptions(ClusterOptions, input);
  const { name, configRepo = `git@github.com:example/config-repo-${name}` } = options;
  requireNewProject(tree, 'clusters', name);
  generateFiles(tree, join(__dirname, 'files'), `clusters/${name}`, { ...options, configRepo, quote: JSON.stringify });
  refuseOverlap(tree);
  await formatFiles(tree);
  return nextSteps([
    `say in ${clusterFile(name)} in which account and region it is, and what Flux on it is told`,
    `npx nx g app <name> --clusters ${name}`,
    'npm run synth && npm test',
  ]);
}

function refuseOverlap(tree: Tree): void {
  const files = tree.children('clusters').map(clusterFile);
  const facts = files.filter((file) => tree.exists(file)).map((file) => readClusterOutput(file, tree.read(file, 'utf8') ?? ''));
  const [overlap] = findOverlaps(facts);
  if (overlap !== undefined) throw overlap[1];
}
