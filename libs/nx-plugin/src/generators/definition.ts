import { closest } from '@gitops/diagnostics';
import { formatFiles, generateFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import type { z } from 'zod';
import { placeOnCluster, type NewPlacement } from '../syntax/place-on-cluster';

/** The options as the schema has them. Nx checks schema.json only in part, so they are checked here, all at once. */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(options, { reportInput: true });
  if (error === undefined) return data;
  const problems = error.issues.map(
    ({ path, message, input }) => `--${path.join('.')}${input === undefined ? '' : ` ${JSON.stringify(input)}`} ${message}`,
  );
  throw new Error(problems.join('\n'));
}

/** @throws Error if there is something in the folder, or another project has its name */
export function requireNewProject(tree: Tree, folder: 'apps' | 'platform' | 'clusters', name: string): void {
  const owner = ['apps', 'platform', 'clusters'].find((each) => tree.exists(`${each}/${name}`));
  if (owner === folder) throw new Error(`${folder}/${name} is there already`);
  if (owner !== undefined) throw new Error(`${owner}/${name} is the project "${name}" already: choose another name`);
}

/** The clusters that a comma-separated list names. @throws Error with the nearest name if one is unknown */
export function parseClusters(tree: Tree, list: string): readonly string[] {
  const known = tree.exists('clusters') ? tree.children('clusters').filter((name) => tree.exists(clusterFile(name))) : [];
  const names = [...new Set(list.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  for (const name of names.filter((each) => !known.includes(each))) {
    const guess = closest(name, known);
    const help =
      guess === undefined
        ? `the clusters are ${known.sort().join(', ') || 'not there yet: npx nx g cluster <name>'}`
        : `did you mean "${guess}"?`;
    throw new Error(`there is no cluster "${name}": ${help}`);
  }
  return names;
}

/** Writes the folder of a definition from its templates, places it on clusters, formats what changed. */
export async function writeDefinition(
  tree: Tree,
  templates: string,
  {
    name,
    placement,
    clusters,
    next,
  }: {
    readonly name: string;
    readonly placement: NewPlacement;
    readonly clusters: readonly string[];
    readonly next: readonly string[];
  },
): Promise<GeneratorCallback> {
  generateFiles(tree, templates, `${placement.list}/${name}`, { name, exportName: placement.name });
  for (const cluster of clusters) {
    const file = clusterFile(cluster);
    tree.write(file, placeOnCluster(file, tree.read(file, 'utf8') ?? '', placement));
  }
  await formatFiles(tree);
  const place =
    clusters.length > 0 ? [] : [`place it in a clusters/<cluster>/cluster.ts: ${placement.list}: [${placement.name}({ ... })]`];
  return nextSteps([...next, ...place, 'npm run synth && npm test']);
}

/** What Nx prints last, below the files that were written. */
export function nextSteps(steps: readonly string[]): GeneratorCallback {
  return () => {
    logger.info(['', 'Next:', ...steps.map((step) => `  ${step}`)].join('\n'));
  };
}

export function clusterFile(cluster: string): string {
  return `clusters/${cluster}/cluster.ts`;
}
