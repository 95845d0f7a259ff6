import type { Manifest } from '@gitops/manifest';
import type { Issue } from '../finding';
import type { ManifestSet } from '../manifest-set';

/**
 * What a schema cannot say, for one manifest; others are looked up in the set. A value of the wrong type is not a
 * rule's business: the schema reports it, and the rule passes it over.
 */
export type Rule = (manifest: Manifest, set: ManifestSet) => Iterable<Issue>;
