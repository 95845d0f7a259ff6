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
 * The manifest with another tag for one container, as Flux writes it (fluxcd/flux pkg/cluster/kubernetes/resource/helmrelease.go,
 * pkg/image/image.go). Nothing but the tag changes, except that Flux takes registry and image apart anew where a HelmRelease has a
 * field for each: a part of the path that stood in the registry goes to the image. An image with a digest keeps the digest and
 * loses the tag; only where the tag has a field of its own, it is the digest that goes.
 */
export function withTag(manifest: Manifest, container: FluxContainer, tag: string): Manifest {
  const { fields, reference } = container;
  const split = fields.registry !== undefined && reference !== undefined && reference.domain !== '';
  const name = split ? reference.path : nameIn(stringAt(valueAt(manifest, fields.image)) ?? '', tagOf(container));
  const digest = split ? '' : (reference?.digest ?? '');
  const tagged = digest === '' ? `${name}:${tag}` : `${name}@sha256:${digest}`;
  const named = withValueAt(manifest, fields.image, fields.tag === undefined ? tagged : name);
  const placed = split ? withValueAt(named, fields.registry, reference.domain) : named;
  return fields.tag === undefined ? placed : withValueAt(placed, fields.tag, tag);
}

/** The text of an image without its digest and its tag. */
function nameIn(text: string, tag: string): string {
  const [undigested = ''] = text.split('@sha256:', 1);
  return tag !== '' && undigested.endsWith(`:${tag}`) ? undigested.slice(0, -tag.length - 1) : undigested;
}
