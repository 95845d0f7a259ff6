import type { Manifest } from '@gitops/manifest';
import { fluxContainers, fluxOwnedContainers, repositoryOf, tagOf, withTag, type FluxContainer } from '@gitops/ownership';

/**
 * Whether somebody has put something else where Flux had a tag: a digest, a number, another image, or nothing at all. Which tag
 * Flux wrote last is then known by the history alone. What Flux writes itself hides nothing.
 * @param base as published
 */
export function hidesTags(base: Manifest, live: Manifest): boolean {
  return fluxOwnedContainers(base).some((container) => tagOf(container) !== '' && tagIn(live, container) === undefined);
}

/**
 * An object as it was published, with the tag that each of its automated images had last.
 * @param versions of the object since then, newest first
 */
export function withLastTags(base: Manifest, versions: readonly Manifest[]): Manifest {
  return fluxOwnedContainers(base).reduce((result, container) => {
    const tag = versions.map((version) => tagIn(version, container)).find((each) => each !== undefined);
    return tag === undefined ? result : withTag(result, container, tag);
  }, base);
}

/** The containers of an object, with those of `last` in place of the ones whose tags it hides. */
export function visibleContainers(
  live: Manifest,
  last: Manifest | undefined,
  containersOf: (manifest: Manifest) => readonly FluxContainer[],
): readonly FluxContainer[] {
  const hidden = last === undefined ? [] : containersOf(last).filter((container) => tagIn(live, container) === undefined);
  const names = new Set(hidden.map(({ name }) => name));
  return [...containersOf(live).filter(({ name }) => !names.has(name)), ...hidden];
}

/** The tag that a container of this name has of the same repository. */
function tagIn(manifest: Manifest, { name, ...container }: FluxContainer): string | undefined {
  const found = fluxContainers(manifest).find((other) => other.name === name);
  if (found === undefined || repositoryOf(found) !== repositoryOf({ name, ...container }) || tagOf(found) === '')
    return undefined;
  return tagOf(found);
}
