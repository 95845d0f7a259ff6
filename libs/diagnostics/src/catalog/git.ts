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
} as const satisfies Record<string, CatalogEntry>;
