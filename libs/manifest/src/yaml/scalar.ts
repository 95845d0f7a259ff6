import { blockLiteral, canBeLiteral } from './block-literal';
import { decimal } from './decimal';
import { doubleQuoted, foldedDoubleQuoted } from './double-quoted';
import { isPlain } from './plain';
import { maxColumn, width } from './width';

/** Where a scalar is written. */
export interface Place {
  /** Column after the `:` or `-` that introduces it, from 0. */
  readonly column: number;
  /** Indentation of the lines that continue it, in spaces. */
  readonly indent: number;
}

/**
 * What follows the `:` or `-` of a scalar, its comment (with the blank before it) included, without the last line feed.
 * Each style is the one that Flux's writer (ruamel.yaml) leaves as it is at that place.
 */
export function scalarText(value: string | number | boolean, place: Place, comment: string): string {
  if (typeof value === 'string') return stringText(value, place, comment);
  return plainText(typeof value === 'number' ? decimal(value) : String(value), place) + comment;
}

/** A key; `simple` is false where it needs `? ` before it and its value on the next line. */
export function keyText(key: string, indent: number): { readonly text: string; readonly simple: boolean } {
  const simple = width(key) <= maxSimpleKey && !/[\n\x85\u2028\u2029]/.test(key);
  // ruamel.yaml moves a long word to the next line even inside a key, where it no longer reads its own text.
  if (isPlain(key) && (key.length <= maxColumn || !key.includes(' '))) return { text: key, simple };
  return { text: simple ? doubleQuoted(key) : foldedDoubleQuoted(key, indent + 2, indent + 2), simple };
}

/** ruamel.yaml's emitter calls a key simple below 128 characters, of which its tag `!!str` takes five. */
const maxSimpleKey = 122;

function stringText(text: string, place: Place, comment: string): string {
  const plain = isPlain(text);
  const line = plain ? text : doubleQuoted(text);
  const fits = place.column + 1 + width(line) <= maxColumn;
  const foldable = plain ? text.includes(' ') : /[ \\]/.test(line);
  const multiline = text.includes('\n');
  if (!multiline && (fits || !foldable)) return (plain ? plainText(text, place) : ` ${line}`) + comment;
  // ruamel.yaml drops the comment of a literal block that is a list item, so none is written there.
  if (canBeLiteral(text)) return ` ${blockLiteral(text, place.indent, startsPastIndent(place) ? comment : '')}`;
  return ` ${foldedDoubleQuoted(text, place.column + 1, place.indent)}${comment}`;
}

/**
 * A plain scalar of more than 80 characters goes to a line of its own, because ruamel.yaml puts it there (write_plain:
 * words longer than a line); else Flux's first bump of a long image reference would move it. Shorter ones stay whatever
 * column they reach, and so do all that already start at the indentation of such a line.
 */
function plainText(text: string, place: Place): string {
  return text.length > maxColumn && startsPastIndent(place) ? ` \n${' '.repeat(place.indent)}${text}` : ` ${text}`;
}

/** True for the value of a `key:`, false for what follows a `-` or the `:` of a `? ` key. */
function startsPastIndent(place: Place): boolean {
  return place.column + 1 > place.indent;
}
