/** What a code stands for: the text of docs/diagnostics.md is made from these. */
export interface CatalogEntry {
  /** The one name of rule, file, doc anchor and test case. */
  readonly name: string;
  readonly severity: 'error' | 'warning';
  /** What is refused, in one sentence, and why: who would refuse it, and how that would show. */
  readonly summary: string;
}
