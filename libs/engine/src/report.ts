import { formatPath, identityOf, pathOf } from '@gitops/manifest';
import { fluxOwnedContainers } from '@gitops/ownership';
import type { Synthesis } from './synth/synthesize';

/**
 * dist/report/<cluster>.json: what a synthesis made, for machines. `version` changes when a field changes its meaning
 * or goes; new fields may come at any time.
 */
export function reportOf({ cluster, facts, files, objects, diagnostics }: Synthesis): string {
  const published = objects.filter((object) => object.published);
  const report = {
    version: 1,
    cluster,
    kubernetes: facts?.kubernetes,
    configRepo: facts?.configRepo,
    files: files.map(({ path }) => path),
    objects: published.map(({ manifest, placement }) => ({
      identity: identityOf(manifest),
      path: pathOf(manifest, placement.folder),
      definition: placement.definition,
      ownedByFlux: fluxOwnedContainers(manifest).map((container) => ({
        container: container.name,
        field: formatPath(container.path),
        image: container.image,
      })),
    })),
    diagnostics,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
