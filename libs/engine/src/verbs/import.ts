import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { replaceFile } from '../disk/write-files';
import { definitionsIn, readSource } from '../import/definitions';
import { generate } from '../import/generate';
import { ImportRefused } from '../import/import-refused';
import type { Workspace } from '../workspace';

/** The library of generated constructs, and of the definitions that they are made from. */
const library = 'libs/imports';

/** The constructs of one API group. */
export interface ImportedModule {
  readonly group: string;
  readonly kinds: readonly string[];
  /** What `import { ... } from '@gitops/imports'` calls it, such as `certManager`. */
  readonly identifier: string;
  /** Relative to the workspace root. */
  readonly file: string;
  /** The CustomResourceDefinitions, relative to the workspace root. */
  readonly crdFile: string;
}

/**
 * Makes constructs of CustomResourceDefinitions, one module of `@gitops/imports` per API group. Everything is made
 * before anything is written.
 * @param source a path from the working directory, or an http(s) URL
 * @param requestedName of the module, in kebab-case; default the first label of the group: `cert-manager` of cert-manager.io
 * @throws ImportRefused where there is nothing to import
 */
export async function importDefinitions(
  { root }: Workspace,
  source: string,
  requestedName: string | undefined,
): Promise<readonly ImportedModule[]> {
  if (statSync(resolve(source), { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new ImportRefused(`"${source}" is a directory; give a file or an https:// URL`, 'usage');
  }
  const definitions = definitionsIn(await readSource(source), source);
  if (requestedName !== undefined && definitions.length > 1) {
    const groups = definitions.map(({ group }) => group).join(', ');
    throw new ImportRefused(`--name names one module, and ${source} defines kinds of several groups: ${groups}`, 'usage');
  }
  const modules = definitions.map(({ group, kinds, yaml }) => {
    const name = requestedName ?? group.split('.')[0] ?? group;
    const [file, crdFile] = [`${library}/src/${name}.ts`, `${library}/crds/${name}.yaml`];
    assertKeepsKinds(root, file, group, kinds);
    return { group, kinds, yaml, identifier: camelCase(name), file, crdFile };
  });
  const names = new Set(modules.map(({ file }) => file));
  if (names.size < modules.length) {
    throw new ImportRefused(`two groups of ${source} begin alike; import each from a file of its own, with --name`, 'usage');
  }
  const generated = await generate(root, definitions);
  for (const { group, file, crdFile, yaml } of modules) {
    replaceFile(join(root, crdFile), yaml);
    replaceFile(join(root, file), moduleText(provenance(root, source), crdFile, generated.get(group) ?? ''));
  }
  writeLibrary(root);
  return modules;
}

/** Another file of the same group must not replace the kinds that are in use already. */
function assertKeepsKinds(root: string, file: string, group: string, kinds: readonly string[]): void {
  if (!existsSync(join(root, file))) return;
  const present = readFileSync(join(root, file), 'utf8').matchAll(/apiVersion: '([^'/]+)\/[^']+',\s+kind: '([^']+)'/g);
  const lost = [...present]
    .filter(([, of, kind = '']) => of !== group || !kinds.includes(kind))
    .map(([, of, kind]) => `${kind} of ${of}`);
  if (lost.length === 0) return;
  throw new ImportRefused(
    `${file} has ${[...new Set(lost)].join(', ')}, which would go; --name <name> makes another module`,
    'usage',
  );
}

/** How to do it again: no path of this machine. */
function provenance(root: string, source: string): string {
  if (/^https?:/.test(source)) return source;
  const path = relative(root, resolve(source)).replaceAll('\\', '/');
  return path.startsWith('..') ? basename(source) : path;
}

function moduleText(source: string, crdFile: string, generated: string): string {
  return `// npm run import -- ${source}

/** The definitions of these kinds: \`new Include(chart, 'crds', { url: crdFile })\` brings them to the cluster. */
export const crdFile = '${crdFile}';

${generated}`;
}

function writeLibrary(root: string): void {
  const project = {
    $schema: '../../node_modules/nx/schemas/project-schema.json',
    name: '@gitops/imports',
    projectType: 'library',
    sourceRoot: `${library}/src`,
    tags: ['type:authoring'],
  };
  replaceFile(join(root, library, 'project.json'), `${JSON.stringify(project, null, 2)}\n`);
  const names = readdirSync(join(root, library, 'src'))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => basename(file, '.ts'))
    .sort();
  const index = names.map((name) => `export * as ${camelCase(name)} from './${name}';\n`).join('');
  replaceFile(join(root, library, 'src/index.ts'), index);
}

function camelCase(name: string): string {
  return name.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
