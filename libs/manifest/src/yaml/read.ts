import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type ParsedNode, type SchemaOptions } from 'yaml';
import type { FieldPath, PathElement } from '../field-path';
import type { Json } from '../json';
import { goScalarTag } from './go-scalar';
import { conflictIn, problemsIn } from './inspect';
import type { Position, YamlProblem } from './problem';

export interface ReadOptions {
  /** `1.1` reads plain scalars as fluxd does (see go-scalar.ts), `1.2` by the YAML 1.2 core schema. Default: `1.1`. */
  readonly version?: '1.1' | '1.2';
}

export interface YamlDocument extends Position {
  /** What the document says; null for one that says nothing. Values that are no JSON are null and named in the problems. */
  readonly value: Json;
  /** Where a field's key or a list item starts; undefined where the path leads nowhere. */
  locate(path: FieldPath): Position | undefined;
}

export interface ReadResult {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
}

/** All documents of a YAML text, and everything in it that is more or less than JSON. Never throws for what the text says. */
export function readYaml(text: string, options: ReadOptions = {}): ReadResult {
  const conflict = conflictIn(text);
  if (conflict !== undefined) return { documents: [], problems: [conflict] };
  const lines = new LineCounter();
  const documents = parse(text, options.version ?? '1.1', lines);
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems = documents.flatMap((document) => problemsIn(document, positionAt));
  if (problems.some(({ kind }) => kind === 'syntax')) return { documents: [], problems };
  const read = documents.map((document) => readDocument(document, positionAt, problems));
  return { documents: read, problems };
}

function parse(text: string, version: '1.1' | '1.2', lineCounter: LineCounter): readonly Document.Parsed[] {
  const schema: SchemaOptions =
    version === '1.1' ? { schema: 'failsafe', customTags: [goScalarTag], merge: true } : { schema: 'core' };
  const documents = parseAllDocuments(text, { ...schema, lineCounter, prettyErrors: false, logLevel: 'error' });
  return 'empty' in documents ? [] : documents;
}

function readDocument(
  document: Document.Parsed,
  positionAt: (offset: number) => Position,
  problems: YamlProblem[],
): YamlDocument {
  const start = positionAt(document.contents?.range[0] ?? document.range[0]);
  let value: Json = null;
  try {
    value = toJson(document.toJS());
  } catch (error) {
    // An alias without anchor is a syntax error before this; what remains is a chain of aliases that grows without bound.
    problems.push({ kind: 'alias', message: error instanceof Error ? error.message : String(error), ...start });
  }
  return {
    ...start,
    value,
    locate: (path) => {
      const offset = offsetOf(document.contents, path);
      return offset === undefined ? undefined : positionAt(offset);
    },
  };
}

/** `toJS` returns JSON but for infinities and NaN, which are problems already. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}

function offsetOf(contents: ParsedNode | null, path: FieldPath): number | undefined {
  let node: unknown = contents;
  let offset = contents?.range[0];
  for (const element of path) {
    const found = childOf(node, element);
    if (found === undefined) return undefined;
    offset = found.offset;
    node = found.node;
  }
  return offset;
}

function childOf(
  node: unknown,
  element: PathElement,
): { readonly node: unknown; readonly offset: number | undefined } | undefined {
  if (isMap(node) && typeof element === 'string') {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === element);
    return pair && { node: pair.value, offset: isScalar(pair.key) ? pair.key.range?.[0] : undefined };
  }
  if (!isSeq(node) || typeof element === 'string') return undefined;
  const item =
    typeof element === 'number'
      ? node.items[element]
      : node.items.find(
          (candidate) => isMap(candidate) && Object.entries(element).every(([key, wanted]) => candidate.get(key) === wanted),
        );
  if (item === undefined) return undefined;
  return { node: item, offset: (item as ParsedNode).range[0] };
}
