import { stringAt, valueAt, withValueAt, type Manifest } from '@gitops/manifest';
import type { FluxContainer } from '../workload';

/** The repository of a container's image, without tag and digest: what must be the same for a tag to mean the same. */
export function repositoryOf({ reference, image }: FluxContainer): string {
  if (reference === undefined) return image;
  return reference.domain === '' ? reference.path : `${reference.domain}/${reference.path}`;
}

/** '' where there is none. */
export function tagOf({ reference }: FluxContainer): string {
  return reference?.tag ?? '';
}

/**
 * The manifest with another tag for one container, as Flux writes it: nothing but the tag changes, except that Flux takes
 * registry and image apart anew where a HelmRelease has a field for each: a part of the path that stood in the
 * registry goes to the image (fluxcd/flux pkg/cluster/kubernetes/resource/helmrelease.go).
 */
export function withTag(manifest: Manifest, container: FluxContainer, tag: string): Manifest {
  const { path, fields, reference } = container;
  if (fields.registry !== undefined && reference !== undefined && reference.domain !== '') {
    const image = fields.tag === undefined ? `${reference.path}:${tag}` : reference.path;
    const named = withValueAt(withValueAt(manifest, fields.registry, reference.domain), fields.image, image);
    return fields.tag === undefined ? named : withValueAt(named, fields.tag, tag);
  }
  if (fields.tag !== undefined) return withValueAt(manifest, path, tag);
  const image = stringAt(valueAt(manifest, path)) ?? '';
  const current = tagOf(container);
  return withValueAt(manifest, path, current === '' ? `${image}:${tag}` : `${image.slice(0, -current.length)}${tag}`);
}
