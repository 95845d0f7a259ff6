import { annotationsOf, differences, readYaml, toYaml, type FieldPath, type Manifest } from '@gitops/manifest';
import { locksOf } from '@gitops/ownership';
import { readLive } from '../publish/live-object';
import { ownedComments } from '../synth/lay-out';

const annotations = ['metadata', 'annotations'] as const;

/**
 * The text of a published file with a tag and lock annotations changed, and every other line as it was, whoever wrote it.
 * Where lines cannot be edited (a flow map, a folded scalar) the whole file is written anew, with the same content.
 */
export function editText(text: string, before: Manifest, after: Manifest): string {
  const ours = (manifest: Manifest): string => toYaml(manifest, { comments: ownedComments(manifest) });
  if (ours(before) === text) return ours(after);
  const scalars = differences(before, after).filter(({ path }) => path[0] !== 'metadata');
  for (const quote of [(value: string) => value, (value: string) => JSON.stringify(value)]) {
    const edited = scalars.reduce(
      (result, { path, before: from, after: to }) => replaceScalar(result, path, String(from), quote(String(to))),
      editLocks(text, before, after),
    );
    const read = readLive(edited);
    if (read.kind === 'object' && differences(read.manifest, after).length === 0) return edited;
  }
  return ours(after);
}

/** Lock annotations go line by line, and new ones come last, where Flux's writer puts them. */
function editLocks(text: string, before: Manifest, after: Manifest): string {
  const [old, next] = [locksOf(before), locksOf(after)];
  const added = Object.entries(next).filter(([key, value]) => old[key] !== value);
  const inserted = insertAnnotations(
    withoutKeys(
      text,
      Object.keys(old).filter((key) => old[key] !== next[key]),
    ),
    Object.fromEntries(added),
  );
  return Object.keys(annotationsOf(after)).length === 0 ? removeKey(inserted, annotations) : inserted;
}

function withoutKeys(text: string, keys: readonly string[]): string {
  return keys.reduce((result, key) => removeKey(result, [...annotations, key]), text);
}

function insertAnnotations(text: string, added: Readonly<Record<string, string>>): string {
  if (Object.keys(added).length === 0) return text;
  const lines = text.split('\n');
  const document = readYaml(text).documents[0];
  const present = Object.keys(annotationKeys(text)).flatMap((key) => document?.locate([...annotations, key]) ?? []);
  const parent = document?.locate(annotations) ?? document?.locate(['metadata']);
  if (parent === undefined) return text;
  // `---`, `metadata:`, and then the lines in question, four columns in.
  const rendered = toYaml({ metadata: { annotations: added } })
    .trimEnd()
    .split('\n')
    .slice(2);
  if (present.length === 0 && document?.locate(annotations) === undefined) {
    lines.splice(parent.line, 0, ...rendered);
    return lines.join('\n');
  }
  const column = present[0]?.column ?? parent.column + 2;
  const last = Math.max(parent.line, ...present.map(({ line }) => line));
  const end = present.length === 0 ? parent.line : endOfEntry(lines, last - 1);
  lines.splice(end, 0, ...rendered.slice(1).map((line) => ' '.repeat(column - 1) + line.slice(4)));
  return lines.join('\n');
}

function annotationKeys(text: string): Readonly<Record<string, string>> {
  const read = readLive(text);
  return read.kind === 'object' ? annotationsOf(read.manifest) : {};
}

function removeKey(text: string, path: FieldPath): string {
  const place = readYaml(text).documents[0]?.locate(path);
  if (place === undefined) return text;
  const lines = text.split('\n');
  lines.splice(place.line - 1, endOfEntry(lines, place.line - 1) - (place.line - 1));
  return lines.join('\n');
}

/** The index of the line after a `key: value` that may go on in lines further in. */
function endOfEntry(lines: readonly string[], start: number): number {
  const indent = indentOf(lines[start] ?? '');
  let end = start + 1;
  while (end < lines.length && indentOf(lines[end] ?? '') > indent) end += 1;
  return end;
}

function indentOf(line: string): number {
  return /\S/.test(line) ? line.search(/\S/) : -1;
}

function replaceScalar(text: string, path: FieldPath, from: string, to: string): string {
  const place = readYaml(text).documents[0]?.locate(path);
  const key = path.at(-1);
  if (place === undefined || typeof key !== 'string') return text;
  const lineStart =
    text
      .split('\n')
      .slice(0, place.line - 1)
      .join('\n').length + (place.line > 1 ? 1 : 0);
  const at = text.indexOf(from, lineStart + place.column - 1 + key.length);
  return at < 0 ? text : text.slice(0, at) + to + text.slice(at + from.length);
}
