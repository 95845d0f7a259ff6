import type { CatalogEntry } from './entry';

/** What would put a secret or a privilege where it does not belong. */
export const sec = {
  SEC001: {
    name: 'plaintext-secret',
    severity: 'error',
    summary: 'A Secret whose values would be committed to git, where everyone who can read the repository reads them, for ever.',
  },
  SEC002: {
    name: 'pod-security',
    severity: 'error',
    summary:
      'A pod that the pod security standard of its namespace forbids. The API server takes the workload, and then refuses each of its pods.',
  },
  SEC003: {
    name: 'docker-socket',
    severity: 'error',
    summary:
      'The socket of a docker daemon, in a pod or in the values of a HelmRelease. The nodes of no supported Kubernetes version have one.',
  },
} as const satisfies Record<string, CatalogEntry>;
