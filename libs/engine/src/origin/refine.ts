import type { SourceLocation } from '@gitops/diagnostics';
import type { FieldPath, PathElement } from '@gitops/manifest';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';

type TypeScript = typeof ts;

/** Narrows the line of a call down to the property that a diagnostic is about. */
export interface Refiner {
  /**
   * The value that `path` leads to within the object literals that the call at `location` is given, or as much of the
   * way as is written there; the call itself where nothing is.
   * @param key whether the last element's key is wanted, rather than its value
   */
  refine(location: SourceLocation, path: FieldPath, key?: boolean): SourceLocation;
}

/**
 * Parses a file only when a diagnostic needs it, and once.
 * @param root the workspace, where npm packages resolve
 */
export function createRefiner(root: string): Refiner {
  const files = new Map<string, ts.SourceFile>();
  let typescript: TypeScript | undefined;

  /** As slow to load as everything else together (0.3 s), and a clean synth needs it not. */
  function load(): TypeScript {
    return (typescript ??= createRequire(join(root, 'package.json'))('typescript') as TypeScript);
  }

  function parse({ createSourceFile, ScriptTarget }: TypeScript, file: string): ts.SourceFile {
    const parsed = files.get(file) ?? createSourceFile(file, readFileSync(join(root, file), 'utf8'), ScriptTarget.Latest, true);
    files.set(file, parsed);
    return parsed;
  }

  return {
    refine(location, path, key = false) {
      if (path.length === 0) return location;
      const compiler = load();
      const file = parse(compiler, location.file);
      const call = callAt(compiler, file, file.getPositionOfLineAndCharacter(location.line - 1, location.column - 1));
      const node = call && descend(compiler, call, path, key);
      if (node === undefined) return location;
      const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
      return { file: location.file, line: line + 1, column: character + 1 };
    },
  };
}

/** V8 gives the position of `new`, or that of the called name: `b` in `a.b(...)`. */
function callAt(ts: TypeScript, file: ts.SourceFile, position: number): ts.CallExpression | ts.NewExpression | undefined {
  let found: ts.CallExpression | ts.NewExpression | undefined;
  function visit(node: ts.Node): void {
    if (position < node.pos || position >= node.end) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && position < node.expression.end) found = node;
    ts.forEachChild(node, visit);
  }
  visit(file);
  return found;
}

function descend(ts: TypeScript, call: ts.CallExpression | ts.NewExpression, path: FieldPath, key: boolean): ts.Node | undefined {
  let best: ts.Node | undefined;
  let scopes: readonly ts.Expression[] = literalsOf(call);
  for (const [index, element] of path.entries()) {
    const match = scopes.map((scope) => step(ts, scope, element)).find((found) => found !== undefined);
    if (match === undefined) return best;
    if (key && index === path.length - 1) return match.key;
    best = match.value;
    scopes = ts.isCallExpression(match.value) || ts.isNewExpression(match.value) ? literalsOf(match.value) : [match.value];
  }
  return best;
}

/** Props come last, so the last argument is searched first. */
function literalsOf(call: ts.CallExpression | ts.NewExpression): readonly ts.Expression[] {
  return [...(call.arguments ?? [])].reverse();
}

interface Match {
  readonly key: ts.Node;
  readonly value: ts.Expression;
}

function step(ts: TypeScript, scope: ts.Expression, element: PathElement): Match | undefined {
  if (typeof element === 'string') return ts.isObjectLiteralExpression(scope) ? property(ts, scope, element) : undefined;
  if (!ts.isArrayLiteralExpression(scope)) return undefined;
  const item =
    typeof element === 'number' ? scope.elements[element] : scope.elements.find((candidate) => hasKey(ts, candidate, element));
  return item && { key: item, value: item };
}

function property(ts: TypeScript, literal: ts.ObjectLiteralExpression, name: string): Match | undefined {
  for (const member of literal.properties) {
    if (member.name === undefined || ts.isComputedPropertyName(member.name) || member.name.text !== name) continue;
    if (ts.isPropertyAssignment(member)) return { key: member.name, value: member.initializer };
    if (ts.isShorthandPropertyAssignment(member)) return { key: member.name, value: member.name };
  }
  return undefined;
}

function hasKey(ts: TypeScript, item: ts.Expression, key: Readonly<Record<string, string | number>>): boolean {
  return Object.entries(key).every(([name, wanted]) => {
    const value = ts.isObjectLiteralExpression(item) ? property(ts, item, name)?.value : undefined;
    return value !== undefined && (ts.isStringLiteralLike(value) || ts.isNumericLiteral(value)) && value.text === String(wanted);
  });
}
