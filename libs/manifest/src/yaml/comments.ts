import { formatPath, valueAt, type FieldPath, type PathElement } from '../field-path';
import type { Json } from '../json';

/** A comment at the end of a scalar's line, written ` # <text>`; left out at a list item of several lines, where Flux's writer drops it. */
export interface TrailingComment {
  /** Leads to a string, number or boolean; list items by index or by key. */
  readonly path: FieldPath;
  /** One line. */
  readonly text: string;
}

/** Comments by the steps that lead to them, walked alongside the value, so that fields without comments cost nothing. */
export interface CommentTree {
  readonly text?: string;
  readonly children: Map<string | number, CommentTree>;
}

/** @throws TypeError naming the path, where it does not lead to a scalar or the text is no single line. */
export function commentTree(root: Json, comments: readonly TrailingComment[]): CommentTree | undefined {
  if (comments.length === 0) return undefined;
  const tree: CommentTree = { children: new Map() };
  for (const { path, text } of comments) {
    if (!/^[\x20-\x7e]*[\x21-\x7e]$/.test(text))
      throw new TypeError(`comment of ${formatPath(path)} is no line of printable text`);
    const steps = concreteSteps(root, path);
    const parent = steps.slice(0, -1).reduce((node, step) => childOf(node, step), tree);
    parent.children.set(steps.at(-1) ?? '', { text, children: new Map() });
  }
  return tree;
}

function childOf(node: CommentTree, step: string | number): CommentTree {
  const child = node.children.get(step) ?? { children: new Map() };
  node.children.set(step, child);
  return child;
}

/** The same path with list items by index, which is how the emitter meets them. */
function concreteSteps(root: Json, path: FieldPath): readonly (string | number)[] {
  let value: Json | undefined = root;
  const steps: (string | number)[] = [];
  for (const element of path) {
    const next: Json | undefined = valueAt(value, [element]);
    steps.push(concreteStep(value, element, next));
    value = next;
  }
  if (value === undefined || value === null || typeof value === 'object') {
    throw new TypeError(`comment of ${formatPath(path)} leads to no scalar`);
  }
  return steps;
}

function concreteStep(parent: Json | undefined, element: PathElement, child: Json | undefined): string | number {
  if (typeof element !== 'object') return element;
  return Array.isArray(parent) ? (parent as readonly (Json | undefined)[]).indexOf(child) : -1;
}
