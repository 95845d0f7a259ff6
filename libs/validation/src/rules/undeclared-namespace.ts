import { closest } from '@gitops/diagnostics';
import { namespaceOf } from '@gitops/manifest';
import type { Rule } from './rule';

/** A namespace that will not be there. */
export const undeclaredNamespace: Rule = function* (manifest, set) {
  const namespace = namespaceOf(manifest);
  if (namespace === undefined || namespace === '' || set.namespaces.has(namespace)) return;
  if (set.kinds.find(manifest.apiVersion, manifest.kind)?.scope !== 'Namespaced') return;
  const meant = closest(namespace, set.namespaces);
  yield {
    code: 'K8S004',
    path: ['metadata', 'namespace'],
    message: `namespace "${namespace}" is not declared by the cluster`,
    help: meant === undefined ? `add namespace('${namespace}') to the cluster's namespaces` : `did you mean "${meant}"?`,
  };
};
