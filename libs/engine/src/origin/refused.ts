import type { DiagnosticCode } from '@gitops/diagnostics';

/** A mistake with a code of its own, thrown while a definition runs, so that its stack leads to the line to edit. */
export class Refused extends Error {
  constructor(
    readonly code: DiagnosticCode,
    message: string,
    readonly help?: string,
  ) {
    super(message);
  }
}
