import ts from 'typescript';
import { propertyValue, SourceProblem } from '@gitops/cluster-source';
import type { Insertion } from './text-edit';

/** The elements of `name: [...]`; none if the object has no such property. */
export function listElements(object: ts.ObjectLiteralExpression, name: string): readonly ts.Expression[] {
  const list = propertyValue(object, name);
  return list !== undefined && ts.isArrayLiteralExpression(list) ? list.elements : [];
}

/**
 * What must be inserted for `name: [...]` to hold one more call, before the first element that sorts after it.
 *
 * @throws SourceProblem if the property is there but is not written as a list
 */
export function listInsertion(object: ts.ObjectLiteralExpression, name: string, call: string): Insertion {
  const list = propertyValue(object, name);
  if (list === undefined) return newProperty(object, `${name}: [${call}]`);
  if (!ts.isArrayLiteralExpression(list)) {
    throw SourceProblem.at(
      list,
      `${name} is not a list literal, so nothing can be added to it`,
      `write \`${name}: [...]\`, or add this yourself: ${call}`,
    );
  }
  const tree = list.getSourceFile();
  const next = list.elements.find((element) => sortKey(element.getText(tree)) > sortKey(call));
  if (next !== undefined) return { position: startWithComments(tree, next), text: `${call},${separator(tree, list)}` };
  const last = list.elements.at(-1);
  return last === undefined
    ? { position: list.elements.pos, text: call }
    : { position: last.end, text: `,${separator(tree, list)}${call}` };
}

function newProperty({ properties }: ts.ObjectLiteralExpression, text: string): Insertion {
  const last = properties.at(-1);
  return last === undefined ? { position: properties.pos, text: ` ${text} ` } : { position: last.end, text: `,\n  ${text}` };
}

/** By name first, then by what it is called with: `hello(...)` comes before `helloWorld(...)`. */
function sortKey(call: string): string {
  return call.replace('(', ' (');
}

/** A comment on the lines before an element belongs to it; one behind the comma, to the element before. */
function startWithComments(tree: ts.SourceFile, node: ts.Node): number {
  const comments = ts.getLeadingCommentRanges(tree.text, node.getFullStart()) ?? [];
  const behindComma = ts.getTrailingCommentRanges(tree.text, node.getFullStart()) ?? [];
  return comments.find(({ pos }) => !behindComma.some((comment) => comment.pos === pos))?.pos ?? node.getStart(tree);
}

/** What stands between two elements: a line break and the list's indentation, or a blank if they share a line. */
function separator(tree: ts.SourceFile, list: ts.ArrayLiteralExpression): string {
  const [first] = list.elements;
  const line = first && /\n([ \t]*)$/.exec(tree.text.slice(list.getStart(tree), startWithComments(tree, first)));
  return line ? `\n${line[1] ?? ''}` : ' ';
}
