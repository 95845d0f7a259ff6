import { automatableKinds, type Manifest } from '@gitops/manifest';
import type { FluxContainer } from './flux-container';
import { fluxContainers } from './flux-containers';
import { fluxPolicies } from './flux-policies';

/**
 * The containers of a manifest whose tag Flux owns: all of an automated object that fluxd can update, but for those
 * whose filter admits nothing except the tag that is there, which is how a pinned image is written beside an automated one.
 */
export function fluxOwnedContainers(manifest: Manifest): readonly FluxContainer[] {
  const { automated, filters } = fluxPolicies(manifest);
  if (!automated || !automatableKinds.has(manifest.kind)) return [];
  return fluxContainers(manifest).filter(({ name, reference }) => {
    const filter = filters.get(name)?.filter;
    return filter?.kind !== 'glob' || filter.pattern.includes('*') || filter.pattern !== reference?.tag;
  });
}
