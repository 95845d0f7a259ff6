import type { SourceLocation } from '@gitops/diagnostics';
import type { FileSpec, Manifest } from '@gitops/manifest';

/** A file of a cluster's directory, with what made it. */
export interface SynthesizedFile extends FileSpec {
  /** The app or platform component that made it; the cluster's name for the README. */
  readonly definition: string;
  /** The object in the file; a chart's files and the README have none. */
  readonly manifest?: Manifest;
  /** The line of TypeScript that made it, found on demand. */
  readonly source?: () => SourceLocation | undefined;
}
