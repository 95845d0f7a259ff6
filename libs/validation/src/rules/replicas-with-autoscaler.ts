import { describe, namespaceOf, objectAt, stringAt, type Manifest } from '@gitops/manifest';
import type { ManifestSet } from '../manifest-set';
import type { Rule } from './rule';

/** Autoscalers by the workload that they scale, once per set of manifests. */
const autoscalersOfSet = new WeakMap<ManifestSet, ReadonlyMap<string, Manifest>>();

/** Flux's FAQ: leave spec.replicas out where a HorizontalPodAutoscaler decides. */
export const replicasWithAutoscaler: Rule = function* (manifest, set) {
  const { replicas } = objectAt(manifest['spec']);
  if (replicas === undefined || replicas === null) return;
  const autoscaler = autoscalers(set).get(
    targetKey(manifest.apiVersion, manifest.kind, namespaceOf(manifest), manifest.metadata.name),
  );
  if (autoscaler === undefined) return;
  yield {
    code: 'FLX005',
    path: ['spec', 'replicas'],
    related: autoscaler,
    message: `${describe(autoscaler)} decides how many replicas there are, and Flux would set ${String(replicas)} at each sync`,
    help: 'remove spec.replicas; spec.minReplicas of the autoscaler is the least there will be',
  };
};

function autoscalers(set: ManifestSet): ReadonlyMap<string, Manifest> {
  const known = autoscalersOfSet.get(set);
  if (known !== undefined) return known;
  const found = new Map<string, Manifest>();
  for (const manifest of set.manifests) {
    if (manifest.kind !== 'HorizontalPodAutoscaler') continue;
    const target = objectAt(objectAt(manifest['spec'])['scaleTargetRef']);
    const [apiVersion = '', kind = '', name = ''] = [target['apiVersion'], target['kind'], target['name']].map(stringAt);
    found.set(targetKey(apiVersion, kind, namespaceOf(manifest), name), manifest);
  }
  autoscalersOfSet.set(set, found);
  return found;
}

function targetKey(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts);
}
