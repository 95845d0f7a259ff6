import { ecrRepositoryUri, type AwsFacts, type EcrRepository } from '@gitops/aws';
import { captureOrigin, type Origin } from '@gitops/diagnostics';
import type { TagFilter } from '@gitops/ownership';

/** Where an image lives: an ECR repository, or any other by name, such as `docker.io/library/nginx`. */
export type ImageRepository = string | EcrRepository;

/** Who owns the tag. */
export type ImagePolicy =
  | { readonly owner: 'Flux'; readonly filter?: TagFilter }
  /** TypeScript owns it: Flux must leave it alone even where it automates the container beside it. */
  | { readonly owner: 'TypeScript' };

const brand = Symbol.for('gitops.image');

/** An image together with the question of who owns its tag. Made by `automated` and `pinned`, given at a placement. */
export class ImageRef {
  readonly [brand] = true;

  constructor(
    /** Repository without tag. */
    readonly repository: ImageRepository,
    /** The declared tag: for an automated image the first one, from which Flux goes on. */
    readonly tag: string,
    readonly policy: ImagePolicy,
    /** Where `automated` or `pinned` was called. */
    readonly origin: Origin,
  ) {}

  /** The repository's full name. Throws for an ECR repository that no cluster has completed yet. */
  get name(): string {
    if (typeof this.repository === 'string') return this.repository;
    throw new Error('an ecr(...) image has a name only inside build(), where the cluster has completed its account and region');
  }

  /** `repository:tag`, what a container's `image` field takes. */
  get reference(): string {
    return `${this.name}:${this.tag}`;
  }

  /** The same image with its ECR account and region completed. */
  on(aws: AwsFacts): ImageRef {
    if (typeof this.repository === 'string') return this;
    return new ImageRef(ecrRepositoryUri(this.repository, aws), this.tag, this.policy, this.origin);
  }
}

export function isImageRef(value: unknown): value is ImageRef {
  return typeof value === 'object' && value !== null && brand in value;
}

/**
 * An image whose tag Flux owns: Flux writes newer tags into the config repository, and they stay.
 * @param options.initial the tag of the very first publish; changing it later does nothing
 * @param options.filter which tags Flux may choose; default every tag, the newest by creation time (Flux's `glob:*`)
 */
export function automated(
  repository: ImageRepository,
  options: { readonly initial: string; readonly filter?: TagFilter },
): ImageRef {
  const policy: ImagePolicy = { owner: 'Flux', ...(options.filter && { filter: options.filter }) };
  return new ImageRef(repository, options.initial, policy, captureOrigin(automated));
}

/** An image whose tag TypeScript owns: `pinned('docker.io/library/redis:7.4.1')` or `pinned(ecr('app'), { tag: '1.4.2' })`. */
export function pinned(reference: string): ImageRef;
export function pinned(repository: ImageRepository, options: { readonly tag: string }): ImageRef;
export function pinned(image: ImageRepository, options?: { readonly tag: string }): ImageRef {
  const origin = captureOrigin(pinned);
  const policy: ImagePolicy = { owner: 'TypeScript' };
  if (options !== undefined || typeof image !== 'string') return new ImageRef(image, options?.tag ?? '', policy, origin);
  const { repository, tag } = splitReference(image);
  return new ImageRef(repository, tag, policy, origin);
}

/** Splits at the colon of the tag, not at that of a registry's port. A reference without tag has the tag ''. */
function splitReference(reference: string): { readonly repository: string; readonly tag: string } {
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
  if (colon < 0) return { repository: reference, tag: '' };
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}
