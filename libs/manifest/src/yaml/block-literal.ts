/** Printable characters, tab and line feed: what a literal block can hold, since nothing in it can be escaped. */
const printable = /^[\t\n\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd]*$/;
const blank = /^[ \t\n]*$/;
const blankLastLine = /\n[ \t][ \t\n]*$/;

/**
 * Whether a literal block can hold the string. Readers disagree about one of blanks alone (where does it start?) and
 * about blanks on a line after the last text (the `yaml` package takes them for indentation).
 */
export function canBeLiteral(text: string): boolean {
  return printable.test(text) && !blank.test(text) && !blankLastLine.test(text);
}

/**
 * The string as a literal block, without its last line feed: `|-`, `|` and `|+` as it ends in none, one or several. The
 * indentation indicator stands where the first line is empty or starts with a blank, as ruamel.yaml writes it.
 */
export function blockLiteral(text: string, indent: number, comment: string): string {
  const indentation = /^[ \n]/.test(text) ? '2' : '';
  const body = text.replace(/\n$/, '');
  const chomping = body === text ? '-' : body.endsWith('\n') ? '+' : '';
  return `|${indentation}${chomping}${comment}\n${body.replace(/^(?=[^\n])/gm, ' '.repeat(indent))}`;
}
