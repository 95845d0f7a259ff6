import { formatFiles, generateFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { join } from 'node:path';
import type { z } from 'zod';
import { className } from '../../names';
import { exportLine } from '../../syntax/export-line';
import { nextSteps, parseOptions } from '../definition';
import { ConstructOptions } from './options';

const folder = 'libs/constructs/src';

/** `nx g construct http-proxy`: the class HttpProxy in libs/constructs, its spec, and its line in the library's index. */
export default async function constructGenerator(
  tree: Tree,
  input: z.input<typeof ConstructOptions>,
): Promise<GeneratorCallback> {
  const { name } = parseOptions(ConstructOptions, input);
  if (tree.exists(`${folder}/${name}.ts`)) throw new Error(`${folder}/${name}.ts is there already`);
  const type = className(name);
  const index = `${folder}/index.ts`;
  generateFiles(tree, join(__dirname, 'files'), folder, { name, className: type });
  tree.write(
    index,
    exportLine(index, tree.read(index, 'utf8') ?? '', { module: `./${name}`, names: [type, `type ${type}Props`] }),
  );
  await formatFiles(tree);
  return nextSteps([`make in ${folder}/${name}.ts what it consists of`, `import { ${type} } from '@gitops/constructs';`]);
}
