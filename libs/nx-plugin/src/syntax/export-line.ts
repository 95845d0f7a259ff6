import ts from 'typescript';
import { parseSource } from '@gitops/cluster-source';
import { insertAll } from './text-edit';

/** The text of an index.ts with one export line more, before the first that sorts after it. */
export function exportLine(
  file: string,
  text: string,
  added: { readonly module: string; readonly names: readonly string[] },
): string {
  const tree = parseSource(file, text);
  const line = `export { ${added.names.join(', ')} } from '${added.module}';`;
  const exports = tree.statements.filter(ts.isExportDeclaration);
  const next = exports.find((each) => moduleOf(each) > added.module);
  if (next !== undefined) return insertAll(text, [{ position: next.getStart(tree), text: `${line}\n` }]);
  const last = exports.at(-1);
  return insertAll(text, [
    last === undefined ? { position: text.length, text: `${line}\n` } : { position: last.end, text: `\n${line}` },
  ]);
}

function moduleOf({ moduleSpecifier }: ts.ExportDeclaration): string {
  return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}
