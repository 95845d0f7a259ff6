/** The most characters that GitHub takes in a comment. */
export const commentLimit = 65_536;

/** A code span, whatever backticks the text has. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const ticks = '`'.repeat(longestTicks(line) + 1);
  const pad = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A fenced block, whatever backticks its lines have. */
export function fence(lines: readonly string[], language: string): string {
  const ticks = '`'.repeat(Math.max(3, longestTicks(lines.join('\n')) + 1));
  return [`${ticks}${language}`, ...lines, ticks].join('\n');
}

/** Text that means nothing but itself, and mentions nobody. */
export function prose(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>|~&]/g, '\\$&')
    .replaceAll(/[@#](?=\w)/g, '$&&#8203;');
}

/** A part that is closed until somebody opens it. */
export function fold(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Code inside of HTML, where markdown's own means nothing. */
export function htmlCode(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return `<code>${text.replaceAll(/[&<>]/g, (character) => escapes[character] ?? character)}</code>`;
}

/** A part of a document that is shown whole, in brief or not at all. */
export interface Block {
  readonly full: string;
  /** Default: there is no shorter way to say it. */
  readonly brief?: string;
}

/**
 * Joins blocks, and leaves out what passes a limit: a block in favour of its brief form, then whole blocks from the first
 * that does not fit.
 * @param rest what to say of the blocks that are left out
 * @param limit in characters, the sentence about the rest included
 */
export function fit(blocks: readonly Block[], rest: (left: number) => string, limit: number): string {
  const room = limit - rest(blocks.length).length - 2;
  const parts: string[] = [];
  let length = 0;
  for (const { full, brief = full } of blocks) {
    const text = [full, brief].find((each) => length + each.length + 2 <= room);
    if (text === undefined) break;
    parts.push(text);
    length += text.length + 2;
  }
  const left = blocks.length - parts.length;
  const all = [...parts, ...(left > 0 ? [rest(left)] : [])];
  return all.map((part, at) => `${part}${separator(part, all[at + 1])}`).join('');
}

/** Items of one list stay together. */
function separator(above: string, below: string | undefined): string {
  if (below === undefined) return '\n';
  const lastLine = above.slice(above.lastIndexOf('\n') + 1);
  return below.startsWith('- ') && /^ *- /.test(lastLine) ? '\n' : '\n\n';
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}
