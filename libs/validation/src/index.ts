export type { Finding, Issue } from './finding';
export type { ManifestSet } from './manifest-set';
export type { Rule } from './rules/rule';
export type { JsonSchema } from './schema/json-schema';
export { KindRegistry, type ExtraKind } from './schema/kind-registry';
export { KubernetesSchemas, type KindInfo } from './schema/kubernetes-schemas';
export { supportedMinors, type KubernetesMinor } from './schema/supported-minors';
export { formatFinding, validate, type ValidationInput } from './validate';
