import ts from 'typescript';
import { SourceProblem } from './source-problem';

/** The tree of a TypeScript file, with parents. The parser recovers from syntax errors, so there always is one. */
export function parseSource(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

/**
 * The object literal that a cluster.ts gives to `defineCluster`.
 *
 * @throws SourceProblem if there is no such call, or its argument is not written as `{ ... }`
 */
export function clusterProps(tree: ts.SourceFile): ts.ObjectLiteralExpression {
  const call = findCall(tree, 'defineCluster');
  if (call === undefined) {
    throw new SourceProblem({
      code: 'SRC003',
      source: { file: tree.fileName, line: 1, column: 1 },
      message: 'this file does not call defineCluster',
      help: 'write `export default defineCluster({ name: ..., configRepo: ..., ... })`',
    });
  }
  const props = call.arguments[0];
  if (props === undefined || !ts.isObjectLiteralExpression(props)) {
    throw SourceProblem.at(
      props ?? call,
      'the argument of defineCluster is not an object literal',
      'write `defineCluster({ ... })`',
    );
  }
  return props;
}

/** The value of `name: value`; undefined if the object has no such property. */
export function propertyValue(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return object.properties
    .filter(ts.isPropertyAssignment)
    .find((property) => (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) && property.name.text === name)
    ?.initializer;
}

function findCall(node: ts.Node, callee: string): ts.CallExpression | undefined {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === callee) return node;
  return ts.forEachChild(node, (child) => findCall(child, callee));
}
