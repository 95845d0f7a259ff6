import type { CatalogEntry } from './entry';

/** Who owns which field of the config repository, when TypeScript is published over what is there. */
export const own = {
  OWN001: {
    name: 'drift',
    severity: 'error',
    summary: 'A published field was changed by neither of its owners. Publishing would undo the change without a word.',
  },
  OWN002: {
    name: 'policy-edit',
    severity: 'error',
    summary:
      'Flux’s policies were edited in the config repository, as fluxctl does (policy, automate, deautomate); they are declared in TypeScript.',
  },
  OWN003: {
    name: 'deleted-file',
    severity: 'error',
    summary: 'A file that was published has been deleted in the config repository.',
  },
  OWN004: {
    name: 'image-repository-changed',
    severity: 'error',
    summary: 'An automated image comes from another repository than the published one, so the published tag cannot be carried.',
  },
  OWN005: {
    name: 'several-predecessors',
    severity: 'error',
    summary: 'A new object could take over its tag from several objects that leave, and their tags differ.',
  },
  OWN006: {
    name: 'pin-against-lock',
    severity: 'error',
    summary: 'TypeScript pins a tag, or changes an image repository, while somebody on call holds the object locked.',
  },
  OWN007: {
    name: 'filter-excludes-published-tag',
    severity: 'warning',
    summary: 'The published tag is carried although the filter does not admit it.',
  },
  OWN008: {
    name: 'initial-changed',
    severity: 'warning',
    summary: 'The declared first tag of an automated image was edited after the first publish, which changes nothing.',
  },
  OWN009: { name: 'adoption', severity: 'error', summary: 'Manifests that this project did not write would be replaced.' },
  OWN010: {
    name: 'foreign-file',
    severity: 'error',
    summary: 'A file that this project did not write stands where it would write, or holds an object that it makes.',
  },
  OWN011: {
    name: 'protected-removal',
    severity: 'error',
    summary: 'An object whose deletion takes data or other objects with it leaves the repository.',
  },
  OWN012: {
    name: 'older-source',
    severity: 'error',
    summary: 'What is published was made from a newer commit of the monorepo, or from another branch.',
  },
  OWN013: {
    name: 'dirty-source',
    severity: 'error',
    summary: 'The monorepo has uncommitted changes, so that what is published could not be traced to a commit.',
  },
  OWN014: {
    name: 'unreadable-inventory',
    severity: 'error',
    summary: 'The list of what was published is missing, edited or of a newer version.',
  },
  OWN015: { name: 'example-account', severity: 'error', summary: 'The cluster still has the example’s AWS account.' },
  OWN016: {
    name: 'directory-of-another-cluster',
    severity: 'error',
    summary: 'Another cluster publishes to the same directory. Each publish would remove what the other one made.',
  },
  OWN020: { name: 'unknown-workload', severity: 'error', summary: 'Nothing of that name with an image is published.' },
  OWN021: { name: 'ambiguous-workload', severity: 'error', summary: 'Several published workloads have that name.' },
  OWN022: {
    name: 'pinned-rollback',
    severity: 'error',
    summary: 'TypeScript owns the tag, so the next publish would undo a rollback. It is rolled back in the TypeScript.',
  },
  OWN023: {
    name: 'which-container',
    severity: 'error',
    summary: 'Flux owns the tags of several containers, or there is no container of that name.',
  },
  OWN024: {
    name: 'no-earlier-tag',
    severity: 'error',
    summary: 'The history of the config repository holds no tag to go back to.',
  },
  OWN025: {
    name: 'already-locked',
    severity: 'error',
    summary: 'Somebody has locked the workload already. Going back once more, unasked, could go past the tag that works.',
  },
  OWN026: {
    name: 'unpublished-tag',
    severity: 'warning',
    summary:
      'The tag to go back to was never published. It may be one that Flux passed over, or a misspelt one that no pod can pull.',
  },
  OWN027: { name: 'impossible-tag', severity: 'error', summary: 'No registry would take the text as the tag of an image.' },
} as const satisfies Record<string, CatalogEntry>;
