import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folders whose TypeScript users write; a diagnostic names the first line of a stack that lies in one of them. */
export const sourceFolders = ['apps', 'platform', 'clusters'] as const;

/** The monorepo on disk. */
export interface Workspace {
  /** Absolute. */
  readonly root: string;
  /** What resolves `@gitops/*`, `@apps/*` and `@platform/*`, absolute. */
  readonly tsconfig: string;
  /** The directory of the Kubernetes schemas, absolute. */
  readonly schemas: string;
}

/** The workspace around a directory: the nearest one upwards that has both nx.json and clusters/. */
export function findWorkspace(from: string): Workspace | undefined {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    const tsconfig = join(directory, 'tsconfig.base.json');
    if (existsSync(join(directory, 'nx.json')) && existsSync(tsconfig))
      return { root: directory, tsconfig, schemas: join(directory, 'libs/validation/schemas') };
    if (directory === dirname(directory)) return undefined;
  }
}

/** The names of all clusters, sorted. */
export function clusterNames({ root }: Workspace): readonly string[] {
  const clusters = join(root, 'clusters');
  if (!existsSync(clusters)) return [];
  return readdirSync(clusters)
    .filter((name) => existsSync(join(root, clusterFile(name))))
    .sort();
}

/** The names of the folders in apps/, sorted. */
export function appNames({ root }: Workspace): readonly string[] {
  const apps = join(root, 'apps');
  return existsSync(apps) ? readdirSync(apps).sort() : [];
}

/** Relative to the root, with `/`. */
export function clusterFile(name: string): string {
  return `clusters/${name}/cluster.ts`;
}
