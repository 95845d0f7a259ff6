/** The column past which Flux's writer (ruamel.yaml with its default width) folds. */
export const maxColumn = 80;

const ascii = /^[\x00-\x7f]*$/;

/** Columns that a text takes, counted as Flux's writer does: one for each code point. */
export function width(text: string): number {
  return ascii.test(text) ? text.length : Array.from(text).length;
}
