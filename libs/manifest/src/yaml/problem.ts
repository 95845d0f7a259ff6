/** Line and column, both from 1, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * - `syntax`: no YAML at all; no document is returned
 * - `conflict`: a merge was committed with its markers; no document is returned
 * - `duplicate-key`: readers disagree about which of the values counts
 * - `anchor`, `alias`, `merge-key`, `tag`, `directive`: YAML beyond JSON; read as meant, but Flux's writer or a patch may break it
 * - `value`: no JSON value (`.inf`, `.nan`, a collection as key), or an integer that JSON readers round
 */
export type YamlProblemKind =
  'syntax' | 'conflict' | 'duplicate-key' | 'anchor' | 'alias' | 'merge-key' | 'tag' | 'directive' | 'value';

export interface YamlProblem extends Position {
  readonly kind: YamlProblemKind;
  /** A sentence without full stop. */
  readonly message: string;
}
