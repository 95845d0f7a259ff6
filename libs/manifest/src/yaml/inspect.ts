import { isAlias, isCollection, isScalar, Scalar, visit, type Document, type Node } from 'yaml';
import { decimal } from './decimal';
import type { Position, YamlProblem, YamlProblemKind } from './problem';

/** Git's markers stand at the start of a line, where no content of a block mapping can look like them. */
export function conflictIn(text: string): YamlProblem | undefined {
  const line = text.split('\n').findIndex((content) => /^(?:<{7}|>{7})(?: |\r?$)/.test(content));
  if (line < 0) return undefined;
  return { kind: 'conflict', message: 'unresolved merge conflict', line: line + 1, column: 1 };
}

/** What is wrong with a document, in the order of the text. */
export function problemsIn(document: Document.Parsed, positionAt: (offset: number) => Position): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  const report = (kind: YamlProblemKind, message: string, offset: number): void => {
    problems.push({ kind, message, ...positionAt(offset) });
  };
  for (const { code, message, pos } of document.errors) {
    if (code === 'DUPLICATE_KEY') report('duplicate-key', 'this key is there twice in one map', pos[0]);
    else report('syntax', sentence(message), pos[0]);
  }
  if (document.directives.yaml.explicit === true) report('directive', '%YAML directive', document.range[0]);
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) report('alias', `alias *${node.source}`, startOf(node));
      else if (node.anchor !== undefined) report('anchor', `anchor &${node.anchor}`, startOf(node));
      if (node.tag !== undefined && !isAlias(node)) report('tag', `tag ${node.tag}`, startOf(node));
      if (isScalar(node)) reportNumber(node, report);
    },
    Pair(_, { key }) {
      if (isCollection(key)) report('value', 'a collection as key', startOf(key));
      if (isScalar(key) && key.type === Scalar.PLAIN && key.source === '<<') report('merge-key', 'merge key <<', startOf(key));
    },
  });
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

function reportNumber(node: Scalar, report: (kind: YamlProblemKind, message: string, offset: number) => void): void {
  const { value, source = '' } = node;
  if (typeof value !== 'number') return;
  if (!Number.isFinite(value)) report('value', `${source} is no JSON number`, startOf(node));
  else if (!Number.isSafeInteger(value) && /^[-+]?\d+$/.test(source) && decimal(value) !== source) {
    report('value', `${source} is an integer that JSON readers round to ${decimal(value)}`, startOf(node));
  }
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function sentence(message: string): string {
  return message.replace(/\.$/, '');
}
