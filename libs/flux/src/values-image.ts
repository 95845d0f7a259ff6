import { type ImageRef } from './image';

/**
 * How a chart's values spell an image. These are the four shapes that Flux v1 finds by itself
 * (fluxcd/flux pkg/cluster/kubernetes/resource/helmrelease.go), the third with and without a tag of its own:
 * - `repository+tag`: `image: { repository, tag }`
 * - `registry+repository+tag`: `image: { registry, repository, tag }`
 * - `reference`: `image: repository:tag`
 * - `image+tag`: `image: repository` with `tag` beside it
 * - `registry+image+tag`: `image` without its registry, `registry` and `tag` beside it
 */
export type ValuesImageShape = 'repository+tag' | 'registry+repository+tag' | 'reference' | 'image+tag' | 'registry+image+tag';

const brand = Symbol.for('gitops.values-image');

/** An image to be written into a HelmRelease's values in a given shape. */
export class ValuesImage {
  readonly [brand] = true;
  constructor(
    readonly image: ImageRef,
    readonly shape: ValuesImageShape,
  ) {}
}

/** Spells an image as a chart from elsewhere wants it: `values: { image: inValues(image, 'reference') }`. */
export function inValues(image: ImageRef, shape: ValuesImageShape): ValuesImage {
  return new ValuesImage(image, shape);
}

export function isValuesImage(value: unknown): value is ValuesImage {
  return typeof value === 'object' && value !== null && brand in value;
}

/** The fields that one image becomes: at its own key, and beside it. Paths to repository and tag are relative to the parent. */
export interface SpelledImage {
  readonly fields: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly registryPath?: readonly string[];
  readonly repositoryPath: readonly string[];
  readonly tagPath?: readonly string[];
}

export function spellImage(key: string, { image, shape }: ValuesImage): SpelledImage {
  const { registry, path } = splitRegistry(image.name);
  const { name, tag } = image;
  switch (shape) {
    case 'repository+tag':
      return { fields: { [key]: { repository: name, tag } }, repositoryPath: [key, 'repository'], tagPath: [key, 'tag'] };
    case 'registry+repository+tag':
      return {
        fields: { [key]: { registry, repository: path, tag } },
        registryPath: [key, 'registry'],
        repositoryPath: [key, 'repository'],
        tagPath: [key, 'tag'],
      };
    case 'reference':
      return { fields: { [key]: image.reference }, repositoryPath: [key] };
    case 'image+tag':
      return { fields: { [key]: name, tag }, repositoryPath: [key], tagPath: ['tag'] };
    case 'registry+image+tag':
      return { fields: { registry, [key]: path, tag }, registryPath: ['registry'], repositoryPath: [key], tagPath: ['tag'] };
  }
}

/** As docker does: the part before the first `/` is a registry if it has a dot, a colon, or is localhost. */
function splitRegistry(name: string): { readonly registry: string; readonly path: string } {
  const [first = '', ...rest] = name.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isRegistry ? { registry: first, path: rest.join('/') } : { registry: 'docker.io', path: name };
}
