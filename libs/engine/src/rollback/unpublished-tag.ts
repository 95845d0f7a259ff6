import { closest, type Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import type { PublishedTag } from './published-tags';

/**
 * Allowed, because Flux passes over tags that are pushed between two of its looks at the registry, and one of these may be
 * the one that works; but a misspelt tag makes pods that cannot start, so the tags that did run are named.
 */
export function unpublishedTag(what: string, container: string, to: string, tags: readonly PublishedTag[]): Diagnostic {
  const known = [...new Set(tags.map(({ tag }) => tag))];
  const meant = closest(to, known);
  return diagnose('OWN026', {
    message: `the tag "${to}" was never published for container ${container} of ${what}`,
    notes: [`published before: ${known.slice(0, 8).join(', ')}`],
    help:
      meant === undefined
        ? 'check that it is in the image registry'
        : `did you mean "${meant}"? If not, check that it is in the image registry`,
  });
}
