import { namespaceOf, objectAt } from '@gitops/manifest';
import { ManifestSet } from '../manifest-set';
import type { Rule } from './rule';

/** A Service without selector is served by hand-written endpoints, one of type ExternalName by DNS. */
export const serviceSelectsNothing: Rule = function* (manifest, set) {
  if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') return;
  const spec = objectAt(manifest['spec']);
  const selector = ManifestSet.selectorOf(manifest);
  const labels = Object.entries(selector);
  if (labels.length === 0 || spec['type'] === 'ExternalName') return;
  const namespace = namespaceOf(manifest);
  if (set.podsSelectedBy(selector, namespace).length > 0 || set.hasRelease(namespace)) return;
  const blamed = labels.filter(([label, value]) => set.podsSelectedBy({ [label]: value }, namespace).length === 0);
  const [label, value] = (blamed.length > 0 ? blamed : labels)[0] ?? [];
  const where = namespace === undefined ? '' : ` in namespace "${namespace}"`;
  yield {
    code: 'K8S011',
    path: ['spec', 'selector'],
    message: `no workload${where} has pods with ${labels.map((pair) => pair.join('=')).join(', ')}`,
    notes: blamed.length > 0 && labels.length > 1 ? [`no pod there has ${label}=${value}`] : undefined,
    help: 'write the labels that the workload has in spec.template.metadata.labels',
  };
};
