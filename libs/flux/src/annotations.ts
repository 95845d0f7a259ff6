import { formatFilter, glob } from '@gitops/ownership';
import type { ImageRef } from './image';

/**
 * Flux v1's annotations for an object whose containers run these images (fluxcd/flux pkg/policy/policy.go).
 * Flux automates objects, not images: once one container is automated, every container without a filter of its own
 * follows `glob:*`. So a pinned neighbour gets the filter that admits its tag alone.
 * @param images by container name as Flux sees it; a Helm chart's top-level image is `chart-image`
 */
export function fluxAnnotations(images: Readonly<Record<string, ImageRef>>): Record<string, string> {
  const containers = Object.entries(images);
  if (!containers.some(([, image]) => image.policy.owner === 'Flux')) return {};
  const filters = containers.flatMap(([container, image]) => {
    const filter = filterOf(image, containers.length > 1);
    return filter === undefined ? [] : [[`fluxcd.io/tag.${container}`, filter] as const];
  });
  return { 'fluxcd.io/automated': 'true', ...Object.fromEntries(filters) };
}

function filterOf({ policy, tag }: ImageRef, hasNeighbours: boolean): string | undefined {
  if (policy.owner === 'TypeScript') return formatFilter(glob(tag));
  if (policy.filter !== undefined) return formatFilter(policy.filter);
  return hasNeighbours ? formatFilter(glob('*')) : undefined;
}
