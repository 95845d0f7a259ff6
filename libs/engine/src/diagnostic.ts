import { catalog, type Diagnostic, type DiagnosticCode } from '@gitops/diagnostics';

/** A diagnostic with the severity that the catalog gives its code, without empty parts. */
export function diagnose(code: DiagnosticCode, parts: Omit<Diagnostic, 'code' | 'severity'>): Diagnostic {
  const { source, message, notes = [], help } = parts;
  return {
    code,
    severity: catalog[code].severity,
    ...(source && { source }),
    message,
    ...(notes.length > 0 && { notes }),
    ...(help !== undefined && { help }),
  };
}
