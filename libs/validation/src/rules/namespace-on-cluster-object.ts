import { namespaceOf } from '@gitops/manifest';
import type { Rule } from './rule';

/** The API server drops it; Flux keeps it in the identity, and so would delete and recreate once it is removed. */
export const namespaceOnClusterObject: Rule = function* (manifest, set) {
  const namespace = namespaceOf(manifest);
  if (namespace === undefined || namespace === '') return;
  if (set.kinds.find(manifest.apiVersion, manifest.kind)?.scope !== 'Cluster') return;
  yield {
    code: 'FLX003',
    path: ['metadata', 'namespace'],
    message: `a ${manifest.kind} belongs to no namespace`,
    help: 'remove metadata.namespace',
  };
};
