import { imageRepository, imageTag, longestImageRepository } from '@gitops/manifest';

/** An image as a container names it, in the grammar of distribution/reference. */
export interface ImageReference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const digest = '[a-z][a-z0-9]*(?:[-_+.][a-z][a-z0-9]*)*:[0-9a-fA-F]{32,}';
const reference = new RegExp(`^(${imageRepository})(?::(${imageTag}))?(?:@(${digest}))?$`);

/** Undefined where the text is no image reference. */
export function parseImage(text: string): ImageReference | undefined {
  const match = reference.exec(text);
  const repository = match?.[1];
  if (repository === undefined || repository.length > longestImageRepository) return undefined;
  return { repository, tag: match?.[2], digest: match?.[3] };
}
