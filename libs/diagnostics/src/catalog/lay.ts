import type { CatalogEntry } from './entry';

/** The layout of the config repository. */
export const lay = {
  LAY001: {
    name: 'path-clash',
    severity: 'error',
    summary: 'Two objects whose names give the same file in the config repository: one would overwrite the other.',
  },
  LAY002: {
    name: 'duplicate-identity',
    severity: 'error',
    summary:
      'Two objects that Flux takes for one. Its identity is namespace, kind and name, without the API group; a duplicate stops its whole sync.',
  },
  LAY003: {
    name: 'cluster-overlap',
    severity: 'error',
    summary:
      'Two clusters write to one directory of one repository, or make the template of one application repository, so each would delete the other’s files.',
  },
  LAY004: { name: 'not-synthesized', severity: 'error', summary: 'There are no files of a cluster to validate.' },
  LAY005: {
    name: 'stale-output',
    severity: 'error',
    summary: 'A file in dist/ is not what the TypeScript makes now: it is old, edited, missing or not ours.',
  },
  LAY006: {
    name: 'unreadable-yaml',
    severity: 'error',
    summary:
      'A file that Flux cannot read, or that two readers of YAML take for different things. One such file stops the whole sync.',
  },
  LAY007: {
    name: 'generator-file',
    severity: 'error',
    summary: 'A .flux.yaml in the config repository makes Flux, run with manifest generation, pass over the manifests below it.',
  },
  LAY008: {
    name: 'output-obstructed',
    severity: 'error',
    summary:
      'A file or a symbolic link stands in dist/ where synth writes a directory. It would write, and remove files, elsewhere.',
  },
} as const satisfies Record<string, CatalogEntry>;
