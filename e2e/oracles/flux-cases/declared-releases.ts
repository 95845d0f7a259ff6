import { automated, HelmRelease, inValues, pinned, type DeclaredValue, type ImageRef, type ValuesImageShape } from '@gitops/flux';
import type { Manifest } from '@gitops/manifest';
import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';

/** A HelmRelease as an author declares it, and the images that were declared in it. */
export interface DeclaredRelease {
  readonly manifest: Manifest;
  readonly images: readonly ImageRef[];
}

const shapes: readonly ValuesImageShape[] = [
  'repository+tag',
  'registry+repository+tag',
  'reference',
  'image+tag',
  'registry+image+tag',
];
const image = fc
  .record({
    repository: fc.constantFrom(
      'quay.io/shop/web',
      'docker.io/library/nginx',
      'localhost:5000/web',
      '127.0.0.1:5000/a/b',
      'ghcr.io/a',
    ),
    tag: fc.constantFrom('1', '1.2', 'v1', '4f1c2d7', '1e3', 'true', '0x1f', '007'),
    isPinned: fc.boolean(),
  })
  .map(({ repository, tag, isPinned }) => (isPinned ? pinned(repository, { tag }) : automated(repository, { initial: tag })));

/** From the top level to deep in the values: where fluxd looks by itself, and where it must be told to. */
const places = [
  ['image'],
  ['web', 'image'],
  ['worker', 'image'],
  ['sidecar'],
  ['proxy', 'side'],
  ['deep', 'er', 'image'],
  ['very', 'deep', 'er', 'picture'],
];
const declared = fc.record({
  image,
  shape: fc.option(fc.constantFrom(...shapes), { nil: undefined }),
  place: fc.constantFrom(...places),
});

export const declaredReleases: fc.Arbitrary<DeclaredRelease> = fc
  .uniqueArray(declared, { minLength: 1, maxLength: 4, selector: ({ place }) => place[0] })
  .filter((all) => new Set(all.map(({ image }) => image.name)).size === all.length)
  // Two images at the top level would share its `tag` and `registry`, which no chart can mean.
  .filter((all) => all.filter(({ place, shape }) => place.length === 1 && shape?.includes('image+')).length < 2)
  .map((all) => {
    const values = Object.fromEntries(
      all.map(({ image, shape, place: [first = '', ...rest] }) => {
        const value: DeclaredValue = shape === undefined ? image : inValues(image, shape);
        return [first, rest.reduceRight<DeclaredValue>((inner, key) => ({ [key]: inner }), value)];
      }),
    );
    const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
    new HelmRelease<unknown>(chart, 'web', { chart: { git: 'ssh://git@example.com/charts', path: 'web' }, values });
    return { manifest: chart.toJson()[0] as Manifest, images: all.map(({ image }) => image) };
  });
