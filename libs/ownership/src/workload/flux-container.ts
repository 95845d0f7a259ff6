import type { FieldPath } from '@gitops/manifest';
import type { ImageReference } from './image-reference';

/** One container as fluxd sees it in a manifest: a real one, or an image in the values of a HelmRelease. */
export interface FluxContainer {
  /** What filters call it. */
  readonly name: string;
  /** The whole image, put together from its fields. */
  readonly image: string;
  /** Undefined where fluxd cannot take the image apart; then it updates no container of the object. */
  readonly reference: ImageReference | undefined;
  readonly fields: ImageFields;
  /** The field that holds the tag: the last of `fields` that is there. */
  readonly path: FieldPath;
  /** The same field with list items by index, as the issues of rules have it. */
  readonly indexPath: readonly (string | number)[];
}

/** Where an image is written. Flux writes all of them when it changes the tag. */
export interface ImageFields {
  /** Only in a HelmRelease. */
  readonly registry?: FieldPath;
  /** The repository, with what has no field of its own: `registry/repository:tag` in a pod. */
  readonly image: FieldPath;
  /** Only in a HelmRelease: a field with nothing but the tag. */
  readonly tag?: FieldPath;
}
