import { isJsonObject, valueAt, type Json, type JsonObject, type Manifest } from '@gitops/manifest';
import type { FluxContainer } from './flux-container';
import { aliasedField, helmAliases, valuesPath, type HelmAlias } from './helm-aliases';
import { parseImageReference } from './image-reference';

type Keys = readonly string[];

/** An image's fields; in values, no path of theirs leads through a list. */
interface HelmImageFields {
  readonly registry: Keys | undefined;
  readonly image: Keys;
  readonly tag: Keys | undefined;
}

/** What fluxd calls the image at the top level of a HelmRelease's values. */
export const chartImage = 'chart-image';

/**
 * The images that fluxd finds in a HelmRelease's values, in its order: `chart-image` at the top level, then by name
 * those one level down and those that alias annotations point to; an alias wins over what is found under its name
 * (fluxcd/flux pkg/cluster/kubernetes/resource/helmrelease.go).
 */
export function helmContainers(manifest: Manifest): readonly FluxContainer[] {
  const values = valueAt(manifest, valuesPath);
  if (!isJsonObject(values)) return [];
  const found = new Map<string, FluxContainer | undefined>();
  found.set(chartImage, detect(manifest, chartImage, values, valuesPath));
  for (const [name, value] of Object.entries(values)) {
    const container = isJsonObject(value) && detect(manifest, name, value, [...valuesPath, name]);
    if (container) found.set(name, container);
  }
  for (const alias of helmAliases(manifest)) {
    const container = resolveAlias(manifest, alias);
    if (container) found.set(alias.name, container);
  }
  return [...found.values()].filter((container) => container !== undefined).sort(byName);
}

/** Reads `image: {repository, registry?, tag?}`, or `image` as a text with `registry` and `tag` beside it. */
function detect(manifest: Manifest, name: string, parent: JsonObject, path: Keys): FluxContainer | undefined {
  const image = parent['image'];
  const [holder, holderPath, key] = isJsonObject(image)
    ? ([image, [...path, 'image'], 'repository'] as const)
    : ([parent, path, 'image'] as const);
  // A registry or tag that is no text is passed over, as if it were not there.
  const beside = (field: string): Keys | undefined => (typeof holder[field] === 'string' ? [...holderPath, field] : undefined);
  return makeContainer(manifest, name, { registry: beside('registry'), image: [...holderPath, key], tag: beside('tag') });
}

/** Undefined where the alias lacks a repository, or any of its paths leads to no text. */
export function resolveAlias(manifest: Manifest, { name, parts }: HelmAlias): FluxContainer | undefined {
  const { registry, repository, tag } = parts;
  if (!repository?.path) return undefined;
  return makeContainer(manifest, name, {
    registry: registry?.path ? aliasedField(registry.path) : undefined,
    image: aliasedField(repository.path),
    tag: tag?.path ? aliasedField(tag.path) : undefined,
  });
}

function makeContainer(manifest: Manifest, name: string, fields: HelmImageFields): FluxContainer | undefined {
  const read = (path: Keys | undefined): Json | undefined => (path === undefined ? '' : valueAt(manifest, path));
  const [registry, repository, tag] = [read(fields.registry), read(fields.image), read(fields.tag)];
  if (typeof registry !== 'string' || typeof repository !== 'string' || typeof tag !== 'string') return undefined;
  const image = (fields.registry ? `${registry}/` : '') + repository + (fields.tag ? `:${tag}` : '');
  const reference = parseImageReference(image);
  const path = fields.tag ?? fields.image;
  return reference && { name, image, reference, fields, path, indexPath: path };
}

function byName(a: FluxContainer, b: FluxContainer): number {
  if (a.name === chartImage || b.name === chartImage) return a.name === chartImage ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
