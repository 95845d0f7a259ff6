import type { CatalogEntry } from './entry';

/** The TypeScript itself cannot be loaded. */
export const src = {
  SRC001: {
    name: 'no-such-cluster',
    severity: 'error',
    summary: 'The cluster that was asked for has no clusters/<name>/cluster.ts.',
  },
  SRC002: {
    name: 'does-not-compile',
    severity: 'error',
    summary: 'A TypeScript file has a syntax error or imports something that is not there.',
  },
  SRC003: {
    name: 'no-default-export',
    severity: 'error',
    summary: 'A cluster.ts does not export the result of defineCluster(...) as its default export.',
  },
  SRC004: {
    name: 'definition-threw',
    severity: 'error',
    summary: 'The code of a cluster, an app or a construct threw an error.',
  },
  SRC005: {
    name: 'construct-refused',
    severity: 'error',
    summary: 'A construct’s own validation, which cdk8s runs at synthesis, found a mistake.',
  },
  SRC006: {
    name: 'no-manifest',
    severity: 'error',
    summary: 'A construct makes something that has no apiVersion, kind or name.',
  },
  SRC007: {
    name: 'unsupported-kubernetes',
    severity: 'error',
    summary: 'A Kubernetes version whose schemas this repository does not have.',
  },
  SRC008: {
    name: 'remote-source',
    severity: 'error',
    summary:
      'A manifest or Helm chart is taken from a URL, or from a file that belongs to no project of the workspace. Synthesis reads files of projects only, so that the same source always gives the same bytes, and a change is noticed.',
  },
  SRC009: {
    name: 'not-a-literal',
    severity: 'error',
    summary: 'What Nx must know of a cluster before it runs is not written as a literal: where its output goes.',
  },
  SRC010: { name: 'project-name-clash', severity: 'error', summary: 'Two folders give one Nx project name.' },
  SRC011: {
    name: 'no-app-repo',
    severity: 'error',
    summary:
      'A pipeline names an app without a folder app-repo/, the template of the application’s repository, or with something in it that is no plain file.',
  },
} as const satisfies Record<string, CatalogEntry>;
