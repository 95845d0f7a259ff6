import { PropsError } from '@gitops/diagnostics';
import type { Chart } from 'cdk8s';

/** The namespace that a placement names, for a component that needs one. Throws PropsError where it names none. */
export function placedNamespace(what: string, { namespace }: Chart): string {
  if (namespace !== undefined) return namespace;
  const message = 'missing: expected the namespace in which it runs';
  const help = `place it with one: ${what.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())}({ namespace: '...' })`;
  throw new PropsError(what, [{ path: ['namespace'], unknownKey: false, message, help }], placedNamespace, 'placement');
}
