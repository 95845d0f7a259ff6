import ts from 'typescript';
import type { Insertion } from './text-edit';

/** A name to import; `as` is what the file calls it, if not the same. */
export interface ImportedName {
  readonly name: string;
  readonly as?: string;
  readonly from: string;
}

/** What must be inserted for the file to import a name: nothing if it does already, else one sorted line or name. */
export function importInsertions(tree: ts.SourceFile, imported: ImportedName): readonly Insertion[] {
  const declarations = tree.statements.filter(ts.isImportDeclaration);
  const ofModule = declarations.filter((declaration) => moduleOf(declaration) === imported.from);
  const lists = ofModule.map(namedImports).filter((list) => list !== undefined);
  if (lists.some(({ elements }) => elements.some((element) => importedNameOf(element) === imported.name))) return [];
  const [list] = lists;
  return [list === undefined ? newDeclaration(declarations, imported) : newElement(tree, list, imported)];
}

/** Every name that the file's imports and top-level declarations use up. */
export function declaredNames(tree: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of tree.statements) {
    if (ts.isImportDeclaration(statement)) namedImports(statement)?.elements.forEach(({ name }) => names.add(name.text));
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.add(name.text);
    }
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      names.add(statement.name.text);
  }
  return names;
}

function newElement(tree: ts.SourceFile, { elements }: ts.NamedImports, { name, as }: ImportedName): Insertion {
  const text = as === undefined ? name : `${name} as ${as}`;
  const next = elements.find((element) => importedNameOf(element) > name);
  if (next !== undefined) return { position: next.getStart(tree), text: `${text}, ` };
  const last = elements.at(-1);
  return last === undefined ? { position: elements.pos, text: ` ${text} ` } : { position: last.end, text: `, ${text}` };
}

function newDeclaration(declarations: readonly ts.ImportDeclaration[], { name, as, from }: ImportedName): Insertion {
  const line = `import { ${as === undefined ? name : `${name} as ${as}`} } from '${from}';`;
  // Among its own kind first, so that a file that keeps its imports in groups keeps its groups.
  const kind = from.slice(0, from.indexOf('/') + 1);
  const ownKind = declarations.filter((declaration) => moduleOf(declaration).startsWith(kind));
  const peers = ownKind.length > 0 ? ownKind : declarations;
  const next = peers.find((declaration) => moduleOf(declaration) > from);
  if (next !== undefined) return { position: next.getStart(), text: `${line}\n` };
  const last = peers.at(-1);
  return last === undefined ? { position: 0, text: `${line}\n\n` } : { position: last.end, text: `\n${line}` };
}

function namedImports(declaration: ts.ImportDeclaration): ts.NamedImports | undefined {
  const clause = declaration.importClause;
  const bindings = clause?.namedBindings;
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || bindings === undefined || !ts.isNamedImports(bindings))
    return undefined;
  return bindings;
}

function importedNameOf({ propertyName, name }: ts.ImportSpecifier): string {
  return (propertyName ?? name).text;
}

function moduleOf({ moduleSpecifier }: ts.ImportDeclaration): string {
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}
