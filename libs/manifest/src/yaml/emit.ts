import { formatPath } from '../field-path';
import { isJsonObject, type Json, type JsonArray, type JsonObject } from '../json';
import { commentTree, type CommentTree, type TrailingComment } from './comments';
import { orderedKeys } from './key-order';
import { keyText, scalarText, type Place } from './scalar';
import { width } from './width';

export interface EmitOptions {
  /** Default: none. */
  readonly comments?: readonly TrailingComment[];
}

/**
 * One object as YAML in block style, for one file. Equal input gives equal bytes, whatever order its keys were inserted in.
 *
 * The text reads back equal under YAML 1.1 and 1.2, and it is a fixed point of the writer that Flux v1 uses (kubeyaml:
 * ruamel.yaml round trip with explicit start and preserved quotes), so that a bump of one image changes one line.
 * scripts/yaml-fixed-point runs that writer over it.
 *
 * @throws TypeError naming the field that is no JSON, or a comment that leads to no scalar: both are bugs of the caller.
 */
export function toYaml(manifest: JsonObject, options: EmitOptions = {}): string {
  const comments = commentTree(manifest, options.comments ?? []);
  const empty = Object.values(manifest).every((value) => value === undefined);
  const body = empty ? ' {}\n' : `\n${mapText(manifest, 0, { path: [], comments })}`;
  // A literal block that keeps its line feeds could go on: ruamel.yaml closes the document after it.
  return `---${body}${body.endsWith('\n\n') ? '...\n' : ''}`;
}

/** Where the emitter is: `path` is one growing and shrinking list, because it is only read when something is wrong. */
interface Cursor {
  readonly path: (string | number)[];
  readonly comments: CommentTree | undefined;
}

/** The entries of a map that is not empty; the first line without its indentation, which the caller has written. */
function mapText(map: JsonObject, indent: number, cursor: Cursor): string {
  const pad = ' '.repeat(indent);
  let out = '';
  for (const key of orderedKeys(map, cursor.path.length === 0)) {
    const inner = enter(cursor, key);
    checkString(key, inner);
    const { text, simple } = keyText(key, indent);
    if (out !== '') out += pad;
    // The value of a `? ` key follows its `:` as an item follows its `-`.
    out += simple
      ? `${text}:${entryText(map[key], indent, indent + width(text) + 1, inner)}`
      : `? ${text}\n${pad}:${itemText(map[key], indent, inner)}`;
    cursor.path.pop();
  }
  return out;
}

function listText(list: JsonArray, indent: number, cursor: Cursor): string {
  const pad = ' '.repeat(indent);
  let out = '';
  list.forEach((item, index) => {
    const inner = enter(cursor, index);
    if (out !== '') out += pad;
    // ruamel.yaml writes the blank after the dash of a null item.
    out += item === null ? '- \n' : `-${itemText(item, indent, inner)}`;
    cursor.path.pop();
  });
  return out;
}

/** A value after `key:`: collections start on the next line, lists at the indentation of the key. */
function entryText(value: Json | undefined, indent: number, column: number, cursor: Cursor): string {
  if (isJsonObject(value) && !isEmpty(value)) return `\n${' '.repeat(indent + 2)}${mapText(value, indent + 2, cursor)}`;
  if (Array.isArray(value) && value.length > 0) return `\n${' '.repeat(indent)}${listText(value as JsonArray, indent, cursor)}`;
  return leafText(value, { column, indent: indent + 2 }, cursor);
}

/** A value after `-`, or after the `:` of a `? ` key: collections start on the same line, two columns in. */
function itemText(value: Json | undefined, indent: number, cursor: Cursor): string {
  if (isJsonObject(value) && !isEmpty(value)) return ` ${mapText(value, indent + 2, cursor)}`;
  if (Array.isArray(value) && value.length > 0) return ` ${listText(value as JsonArray, indent + 2, cursor)}`;
  return leafText(value, { column: indent + 1, indent: indent + 2 }, cursor);
}

function leafText(value: Json | undefined, place: Place, cursor: Cursor): string {
  if (value === null) return '\n';
  if (isJsonObject(value)) return ' {}\n';
  if (Array.isArray(value)) return ' []\n';
  if (typeof value === 'number' && !Number.isFinite(value)) throw notJson(cursor, String(value));
  if (typeof value === 'string') checkString(value, cursor);
  else if (typeof value !== 'number' && typeof value !== 'boolean') throw notJson(cursor, typeof value);
  const comment = cursor.comments?.text;
  return `${scalarText(value, place, comment === undefined ? '' : ` # ${comment}`)}\n`;
}

function isEmpty(map: JsonObject): boolean {
  return Object.values(map).every((value) => value === undefined);
}

function enter(cursor: Cursor, step: string | number): Cursor {
  cursor.path.push(step);
  return { path: cursor.path, comments: cursor.comments?.children.get(step) };
}

/** Half of a surrogate pair is no character: the API server could not hold it, and yaml.v2 stops at its escape. */
function checkString(text: string, cursor: Cursor): void {
  if (/\p{Surrogate}/u.test(text)) throw notJson(cursor, 'a string with half a surrogate pair');
}

function notJson(cursor: Cursor, what: string): TypeError {
  return new TypeError(`${formatPath(cursor.path)} is ${what}, which is no JSON`);
}
