import { annotationsOf } from '@gitops/manifest';
import type { FindRisks, OldDirectory, Risk } from './risk';

/** Flux is told to let go of an object. */
export const orphanedObject: FindRisks = ({ what, before, after }) => {
  if (after === undefined || annotationsOf(after)['fluxcd.io/ignore'] !== 'true') return [];
  if (before === undefined || annotationsOf(before)['fluxcd.io/ignore'] === 'true') return [];
  const consequence = 'Flux no longer applies it and never deletes it: it stays in the cluster as it is now';
  return [{ name: 'orphaned', what, detail: 'fluxcd.io/ignore becomes "true"', consequence }];
};

/**
 * The cluster's directory has moved. Flux knows its objects by url, branch and paths together, and garbage collection leaves
 * alone what it applied under others (fluxcd/flux pkg/cluster/kubernetes/sync.go).
 */
export function orphanedDirectory({ path, objects }: OldDirectory, now: string): Risk {
  return {
    name: 'orphaned',
    what: directoryName(path),
    detail: `${objects === 1 ? '1 object was' : `${objects} objects were`} published there; the cluster is now published to ${directoryName(now)}`,
    consequence:
      'once --git-path of Flux is changed, whatever is not in the new directory stays in the cluster for ever; until then Flux applies the old one. Change --git-path, then remove the old directory',
  };
}

function directoryName(path: string): string {
  return path === '' ? 'the root of the repository' : `${path}/`;
}
