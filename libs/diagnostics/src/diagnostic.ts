import type { DiagnosticCode } from './catalog';

/** A place in a file. Lines and columns count from 1. The file is relative to the workspace root, with `/`. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `clusters/gitops-cicd/cluster.ts:14:54`, as editors and terminals take it. */
export function formatLocation({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

export type Severity = 'error' | 'warning';

/** A user's mistake, as data. Many are reported at once; a bug of ours is thrown instead. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** Where to edit; undefined only where no place in a file is to blame. */
  readonly source?: SourceLocation;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  /** Why, or what it was read from; each one sentence. */
  readonly notes?: readonly string[];
  /** What would be right, and what to type. */
  readonly help?: string;
}

/** Errors stop a verb, warnings do not. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
