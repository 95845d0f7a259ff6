/** One step of a bootstrap: a function of bootstrap.sh, and a section of its README. */
export interface Step {
  /** What `./bootstrap.sh <name>` runs: lower case letters and `-`. */
  readonly name: string;
  /** What it brings about, as a heading. */
  readonly title: string;
  /** Paragraphs of Markdown: why, what is asked, what must be done by hand. */
  readonly about: readonly string[];
  /** The body of the function, line by line, without indentation of its own. */
  readonly script: readonly string[];
  /** How to see that it worked: what a command shows, or what is to be seen elsewhere. */
  readonly check: { readonly command?: string; readonly shows: string };
}

/** A word of a shell command, whatever is in it. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
