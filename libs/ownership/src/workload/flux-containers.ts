import { groupOf, isJsonObject, podSpecPath, stringAt, valueAt, type Json, type Manifest } from '@gitops/manifest';
import type { FluxContainer } from './flux-container';
import { helmContainers } from './helm-containers';
import { parseImageReference } from './image-reference';

/** The kinds in which fluxd 1.25.4 looks for containers, and their API groups (fluxcd/flux resourcekinds.go). */
const workloadGroups: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  DaemonSet: 'apps',
  StatefulSet: 'apps',
  CronJob: 'batch',
  HelmRelease: 'helm.fluxcd.io',
};

/** Whether fluxd looks for containers in such an object. It looks in a CronJob in git, but cannot update it (automatableKinds). */
export function isFluxWorkload({ kind, apiVersion }: Manifest): boolean {
  return Object.hasOwn(workloadGroups, kind) && workloadGroups[kind] === groupOf(apiVersion);
}

/**
 * The containers that fluxd sees in a manifest, in its order: containers before init containers. Empty for the kinds that it
 * does not update, and where the manifest is malformed.
 */
export function fluxContainers(manifest: Manifest): readonly FluxContainer[] {
  if (!isFluxWorkload(manifest)) return [];
  const podSpec = podSpecPath(manifest.kind);
  if (podSpec === undefined) return helmContainers(manifest);
  // No pod spec lies in a list, so that its path is of keys alone.
  return ['containers', 'initContainers'].flatMap((list) => podContainers(manifest, [...podSpec.map(String), list]));
}

function podContainers(manifest: Manifest, list: readonly string[]): readonly FluxContainer[] {
  const items = valueAt(manifest, list);
  if (!Array.isArray(items)) return [];
  return (items as readonly Json[]).flatMap((item, index) => {
    if (!isJsonObject(item)) return [];
    const name = stringAt(item['name']) ?? '';
    const image = stringAt(item['image']) ?? '';
    const path = [...list, name === '' ? index : { name }, 'image'];
    const indexPath = [...list, index, 'image'];
    return [{ name, image, reference: parseImageReference(image), fields: { image: path }, path, indexPath }];
  });
}
