/** Text to insert at an offset of the original. Edits of one position keep the order in which they are given. */
export interface Insertion {
  readonly position: number;
  readonly text: string;
}

/** The text with everything inserted; all else keeps its bytes, comments and formatting included. */
export function insertAll(text: string, insertions: readonly Insertion[]): string {
  return [...insertions]
    .sort((a, b) => a.position - b.position)
    .reduceRight((result, { position, text: inserted }) => result.slice(0, position) + inserted + result.slice(position), text);
}
