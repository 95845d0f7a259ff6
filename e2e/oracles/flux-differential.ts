import { isFluxWorkload } from '@gitops/ownership';
import * as fc from 'fast-check';
import { mutantsOf, readSamples } from './api-cases/mutants';
import { declaredReleases } from './flux-cases/declared-releases';
import { filters, images, tags } from './flux-cases/filters';
import { automatedReleases, releases, wellFormedRelease, workloads } from './flux-cases/manifests';
import { FluxComparison } from './flux-comparison';
import { FluxdOracle } from './fluxd-oracle';
import type { OracleContext } from './oracle';

/** Of each kind of case; together about half a minute. */
const counts = {
  images: 5000,
  filters: 10_000,
  workloads: 3000,
  releases: 5000,
  mutants: 3000,
  bumps: 5000,
  declared: 500,
};

/**
 * Compares what this repository makes of images, filters and manifests with what fluxd's own packages make of them, on random
 * cases. `GITOPS_E2E_SEED=<seed>` plays the cases of an earlier run again.
 * @returns lines to print. Throws with the smallest case on which the two differ
 */
export async function run(context: OracleContext): Promise<readonly string[]> {
  const seed = Number(process.env['GITOPS_E2E_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  context.progress(`seed ${String(seed)}`);
  const fluxd = await FluxdOracle.start(context);
  try {
    const comparison = new FluxComparison(fluxd);
    const check = async <T>(
      what: keyof typeof counts,
      cases: fc.Arbitrary<T>,
      compare: (one: T) => Promise<void>,
    ): Promise<void> => {
      context.progress(`${counts[what].toLocaleString('en')} ${what}`);
      await fc.assert(fc.asyncProperty(cases, compare), { seed, numRuns: counts[what] });
    };
    await check('images', images, (image) => comparison.image(image));
    await check('filters', fc.tuple(filters, fc.array(tags, { minLength: 1, maxLength: 8 })), (one) => comparison.filter(...one));
    await check('workloads', workloads, (manifest) => comparison.manifest(manifest));
    await check('releases', releases, (manifest) => comparison.manifest(manifest));
    const wellFormed = [...readSamples().filter(isFluxWorkload), wellFormedRelease];
    await check('mutants', mutantsOf(wellFormed), (mutant) => comparison.mutant(mutant));
    await check('bumps', automatedReleases, (manifest) => comparison.bump(manifest));
    await check('declared', declaredReleases, (release) => comparison.declared(release));
    return report(comparison.seen, seed);
  } finally {
    await fluxd.stop();
  }
}

function report({ tags, undecided, containers, bumped, unreadable }: FluxComparison['seen'], seed: number): readonly string[] {
  const counted = (count: number): string => count.toLocaleString('en');
  return [
    `${counted(counts.images)} images: taken apart as fluxd does`,
    `${counted(counts.filters)} filters on ${counted(tags)} tags: the same admitted; ${counted(undecided)} filters are not decided here`,
    `${counted(counts.workloads)} workloads, ${counted(counts.releases)} HelmReleases: the same ${counted(containers)} images and policies`,
    `${counted(counts.mutants)} manifests with one field changed: ${counted(unreadable)} stop fluxd, and each is refused here before`,
    `${counted(bumped)} HelmReleases bumped by fluxd: each is carried whole`,
    `${counted(counts.declared)} declared HelmReleases: fluxd finds each image of an automated one, and holds the pinned ones`,
    `seed ${String(seed)}`,
  ];
}
