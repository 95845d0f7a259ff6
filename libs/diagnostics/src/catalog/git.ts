import type { CatalogEntry } from './entry';

/** Reaching the config repository. */
export const git = {
  GIT001: {
    name: 'unreachable-repository',
    severity: 'error',
    summary: 'The config repository cannot be reached, or is not there.',
  },
  GIT002: {
    name: 'authentication-refused',
    severity: 'error',
    summary: 'The config repository refuses the credentials that git has.',
  },
  GIT003: {
    name: 'push-refused',
    severity: 'error',
    summary: 'The config repository refuses the push: a protected branch, a hook, or no right to write.',
  },
  GIT004: {
    name: 'push-raced',
    severity: 'error',
    summary: 'Somebody else pushed each time in between, as often as publish tries again.',
  },
  GIT005: { name: 'corrupt-repository', severity: 'error', summary: 'Git cannot read the objects of the config repository.' },
  GIT006: { name: 'no-room', severity: 'error', summary: 'The temporary directory cannot hold what publish fetches or makes.' },
  GIT007: {
    name: 'no-answer',
    severity: 'error',
    summary: 'The config repository has said nothing for a minute, or for as many seconds as GITOPS_GIT_TIMEOUT says.',
  },
  GIT008: {
    name: 'unrecorded-source',
    severity: 'warning',
    summary:
      'The config repository does not take the ref that records which source was published last, so that an older source is told only by the last publish that changed something.',
  },
  GIT009: {
    name: 'cannot-sign',
    severity: 'error',
    summary:
      'Git is told to sign commits, and cannot: the key or the program is missing, or it would have to ask for a passphrase.',
  },
} as const satisfies Record<string, CatalogEntry>;
