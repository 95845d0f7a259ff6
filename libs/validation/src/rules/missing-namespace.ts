import type { Rule } from './rule';

/** kubeyaml, which writes tags for Flux, takes a missing namespace for the literal `default`. */
export const missingNamespace: Rule = function* (manifest, set) {
  const { namespace } = manifest.metadata;
  if (namespace !== undefined && namespace !== '' && namespace !== null) return;
  if (set.kinds.find(manifest.apiVersion, manifest.kind)?.scope !== 'Namespaced') return;
  yield {
    code: 'FLX001',
    path: ['metadata'],
    message: `a ${manifest.kind} belongs to a namespace, and this one names none`,
    notes: ['Flux would apply it to its own default namespace, and could not find it to write an image tag'],
    help: 'set metadata.namespace',
  };
};
