import { formatLocation, hasErrors, type Diagnostic } from './diagnostic';

/** How a piece of text is set off on a terminal. */
export type Paint = (style: 'error' | 'warning' | 'place' | 'label', text: string) => string;

const plain: Paint = (_, text) => text;

/**
 * Diagnostics for a person:
 * ```
 * clusters/gitops-cicd/cluster.ts:14:54: error[FLX004]: filter "semver:~1.0" can never admit the declared tag "4f1c2d7"
 *   note: ...
 *   help: ...
 * ```
 * @param paint default: no colours
 */
export function renderText(diagnostics: readonly Diagnostic[], paint: Paint = plain): string {
  return diagnostics.map((diagnostic) => `${renderOne(diagnostic, paint)}\n`).join('');
}

function renderOne({ code, severity, source, message, notes = [], help }: Diagnostic, paint: Paint): string {
  const place = source === undefined ? '' : `${paint('place', formatLocation(source))}: `;
  return [
    `${place}${paint(severity, `${severity}[${code}]`)}: ${message}`,
    ...notes.map((note) => `  ${paint('label', 'note')}: ${note}`),
    ...(help === undefined ? [] : [`  ${paint('label', 'help')}: ${help}`]),
  ].join('\n');
}

/** Diagnostics for a machine. `version` changes when a field changes its meaning or goes. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify({ version: 1, ok: !hasErrors(diagnostics), diagnostics }, null, 2)}\n`;
}

/** `2 errors, 1 warning`. */
export function countText(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return [counted(errors, 'error'), counted(diagnostics.length - errors, 'warning')].filter((text) => text !== '').join(', ');
}

function counted(count: number, what: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
