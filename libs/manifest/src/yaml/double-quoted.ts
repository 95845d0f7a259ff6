import { maxColumn } from './width';

const short: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

/** What ruamel.yaml escapes (emitter.py, write_double_quoted with allow_unicode): no-break space and emoji stay raw. */
const escaped = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** The string in double quotes, on one line. */
export function doubleQuoted(text: string): string {
  return `"${text.replace(escaped, escape)}"`;
}

function escape(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).toUpperCase();
  return short.get(character) ?? (code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`);
}

/**
 * The string in double quotes, broken over lines where ruamel.yaml 0.17.40 breaks it, so that Flux's writer leaves it as
 * it is. The break comes at a space or after an escape once the line has passed column 80; with a backslash at the end
 * of the line unless the next space can stand for the line break.
 *
 * One line where ruamel.yaml's own break would change the value: it may leave out the backslash after an escape although
 * no space follows at once. No text of such a string survives that writer, and being read right matters more.
 *
 * @param column where the opening quote stands, from 0
 * @param indent of continuation lines, in spaces
 */
export function foldedDoubleQuoted(text: string, column: number, indent: number): string {
  const characters = Array.from(text);
  const lineBreak = `\n${' '.repeat(indent)}`;
  let out = '"';
  let end = column + 1;
  let afterEscape = false;
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] as string;
    const written = character.replace(escaped, escape);
    const isEscape = written !== character;
    if (isEscape) {
      out += written;
      end += written.length;
    }
    const inside = index > 0 && index < characters.length - 1;
    const passed = (isEscape ? end - 1 : end) > maxColumn;
    if (inside && passed && (isEscape || afterEscape || character === ' ')) {
      const backslash = needsBackslash(characters, index);
      const next = isEscape ? index + 1 : index;
      const beforeSpace = characters[next] === ' ';
      if (!backslash && !beforeSpace) return doubleQuoted(text);
      // A space that starts a line is escaped, or left out because the line break itself is read as a space.
      out += backslash ? `\\${lineBreak}` : lineBreak;
      if (beforeSpace && backslash) out += '\\ ';
      else if (!beforeSpace && !isEscape) out += character;
      end = indent + (beforeSpace ? (backslash ? 2 : 0) : isEscape ? 0 : 1);
      if (beforeSpace) index = next;
      afterEscape = isEscape && !beforeSpace;
    } else {
      if (!isEscape) {
        out += character;
        end += 1;
      }
      afterEscape = isEscape;
    }
  }
  return `${out}"`;
}

function needsBackslash(characters: readonly string[], index: number): boolean {
  const space = characters.indexOf(' ', index);
  if (space < 0 || space + 1 >= characters.length || characters[space + 1] === ' ') return true;
  if (characters[index] === ' ' && characters[index - 1] === ' ') return true;
  return characters.slice(index, space).some((character) => character === '"' || character === "'");
}
