import type { KindRegistry } from '@gitops/validation';
import type { BuiltObject } from './built-object';

/**
 * Gives every namespaced object that names no namespace its placement's one, and takes it away from cluster-scoped
 * objects, where cdk8s puts the chart's default regardless. An object of a kind that is not known stays as it is.
 */
export function withDefaultNamespace(object: BuiltObject, kinds: KindRegistry): BuiltObject {
  const { manifest, placement, chartNamespace } = object;
  const { namespace: own, ...metadata } = manifest.metadata;
  const scope = kinds.find(manifest.apiVersion, manifest.kind)?.scope;
  if (scope === 'Cluster' && own !== undefined && (own === placement.namespace || own === chartNamespace))
    return { ...object, manifest: { ...manifest, metadata } };
  if (scope !== 'Namespaced' || own !== undefined || placement.namespace === undefined) return object;
  return { ...object, manifest: { ...manifest, metadata: { ...manifest.metadata, namespace: placement.namespace } } };
}
