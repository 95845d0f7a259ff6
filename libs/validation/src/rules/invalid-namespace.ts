import { objectAt } from '@gitops/manifest';
import { qualifiedName } from '../syntax';
import type { Rule } from './rule';

/** Kubernetes' own, which need no domain (standardFinalizers in pkg/apis/core/helper). */
const own = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** What must be done before a Namespace can go. */
export const invalidNamespace: Rule = function* (manifest) {
  if (manifest.kind !== 'Namespace' || manifest.apiVersion !== 'v1') return;
  const { finalizers } = objectAt(manifest['spec']);
  const list: readonly unknown[] = Array.isArray(finalizers) ? finalizers : [];
  for (const [index, name] of list.entries()) {
    if (typeof name !== 'string' || own.includes(name)) continue;
    const problem = qualifiedName(name) ?? (name.includes('/') ? undefined : 'has no domain such as example.com/cleanup');
    if (problem === undefined) continue;
    const help = 'remove spec.finalizers: the server sets "kubernetes"';
    yield { code: 'K8S044', path: ['spec', 'finalizers', index], message: `finalizer "${name}" ${problem}`, help };
  }
};
