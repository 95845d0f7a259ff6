import type { Json, JsonObject } from '@gitops/manifest';
import type { ImageRef } from './image';
import { isImageRef } from './image';
import { inValues, isValuesImage, spellImage, type SpelledImage, type ValuesImage } from './values-image';

/** Values as they are declared: JSON, with images in their place. */
export type DeclaredValue = Json | ImageRef | ValuesImage | readonly DeclaredValue[] | { readonly [key: string]: DeclaredValue };

/** Values as the HelmRelease carries them, the images in them by the name that Flux gives each, and the aliases it needs. */
export interface SpelledValues {
  readonly values: JsonObject;
  readonly images: Readonly<Record<string, ImageRef>>;
  readonly aliases: Readonly<Record<string, string>>;
}

/**
 * Writes each image in the shape that Flux and the chart read. Flux looks at the key `image` at the top level (it calls
 * it `chart-image`) and one level down (it calls it by the parent's key); any deeper image, or one at another key, is
 * named to Flux by alias annotations (fluxcd/flux docs, "Updating container images in HelmRelease").
 */
export function spellValues(declared: Readonly<Record<string, DeclaredValue>>): SpelledValues {
  const images: Record<string, ImageRef> = {};
  const aliases: Record<string, string> = {};

  function spell(parent: readonly string[], value: DeclaredValue): Json {
    if (Array.isArray(value))
      return (value as readonly DeclaredValue[]).map((item, index) => spell([...parent, String(index)], item));
    if (typeof value !== 'object' || value === null) return value as Json;
    const fields = Object.entries(value as Readonly<Record<string, DeclaredValue>>).map(
      ([key, field]): Readonly<Record<string, Json>> => {
        const image = isImageRef(field) ? inValues(field, 'repository+tag') : field;
        if (!isValuesImage(image)) return { [key]: spell([...parent, key], field) };
        const spelled = spellImage(key, image);
        name(parent, key, image.image, spelled);
        return spelled.fields;
      },
    );
    return Object.assign({}, ...fields) as JsonObject;
  }

  function name(parent: readonly string[], key: string, image: ImageRef, spelled: SpelledImage): void {
    if (key === 'image' && parent.length < 2) {
      images[parent[0] ?? 'chart-image'] = image;
      return;
    }
    const alias = [...parent, key].join('-');
    images[alias] = image;
    const dotted = (path: readonly string[]): string => [...parent, ...path].join('.');
    aliases[`repository.fluxcd.io/${alias}`] = dotted(spelled.repositoryPath);
    if (spelled.registryPath) aliases[`registry.fluxcd.io/${alias}`] = dotted(spelled.registryPath);
    if (spelled.tagPath) aliases[`tag.fluxcd.io/${alias}`] = dotted(spelled.tagPath);
  }

  return { values: spell([], declared) as JsonObject, images, aliases };
}
