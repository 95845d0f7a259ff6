import ts from 'typescript';
import { clusterProps, parseSource } from '@gitops/cluster-source';
import { declaredNames, importInsertions, type ImportedName } from './imports';
import { listElements, listInsertion } from './list-property';
import { insertAll, type Insertion } from './text-edit';

/** A definition to place on a cluster. */
export interface NewPlacement {
  /** The property of the cluster that lists it. */
  readonly list: 'apps' | 'platform';
  /** What the definition is exported as. */
  readonly name: string;
  /** The module that exports it, such as `@apps/hello`. */
  readonly from: string;
  readonly namespace: string;
  /** Further props as source text, such as `image: pinned(...)`, and what that text imports. */
  readonly props: readonly string[];
  readonly imports: readonly ImportedName[];
}

/**
 * The text of a cluster.ts with one placement more: one import, one line in the list and, where the cluster does not
 * declare it yet, the namespace. Nothing else moves.
 *
 * @throws SourceProblem if the cluster's lists are not written as literals
 */
export function placeOnCluster(file: string, text: string, placement: NewPlacement): string {
  const tree = parseSource(file, text);
  const props = clusterProps(tree);
  const taken = declaredNames(tree).has(placement.name) && importInsertions(tree, placement).length > 0;
  const local = taken ? `${placement.name}${placement.list === 'apps' ? 'App' : 'Component'}` : placement.name;
  const call = `${local}({ ${[`namespace: '${placement.namespace}'`, ...placement.props].join(', ')} })`;
  const declare = !listElements(props, 'namespaces').some((element) => declares(element, placement.namespace));

  const imports: readonly ImportedName[] = [
    { name: placement.name, from: placement.from, ...(taken && { as: local }) },
    ...placement.imports,
    ...(declare ? [{ name: 'namespace', from: '@gitops/constructs' }] : []),
  ];
  const insertions: readonly Insertion[] = [
    ...imports.toSorted(byModuleAndName).flatMap((imported) => importInsertions(tree, imported)),
    ...(declare ? [listInsertion(props, 'namespaces', `namespace('${placement.namespace}')`)] : []),
    listInsertion(props, placement.list, call),
  ];
  return insertAll(text, insertions);
}

/** Whether the element is `namespace(<this name>, ...)`. */
function declares(element: ts.Expression, namespace: string): boolean {
  if (!ts.isCallExpression(element) || !ts.isIdentifier(element.expression) || element.expression.text !== 'namespace')
    return false;
  const [name] = element.arguments;
  return name !== undefined && ts.isStringLiteralLike(name) && name.text === namespace;
}

function byModuleAndName(a: ImportedName, b: ImportedName): number {
  const [left, right] = [`${a.from} ${a.name}`, `${b.from} ${b.name}`];
  return left < right ? -1 : Number(left > right);
}
