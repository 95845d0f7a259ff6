/** An image as a container names it, in the grammar of distribution/reference. */
export interface ImageReference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const reference = new RegExp(
  `^((?:${domain}/)?${component}(?:/${component})*)(?::(\\w[\\w.-]{0,127}))?(?:@([a-z][a-z0-9]*(?:[-_+.][a-z][a-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/** The longest repository, registry included. */
const longestRepository = 255;

/** Undefined where the text is no image reference. */
export function parseImage(text: string): ImageReference | undefined {
  const match = reference.exec(text);
  const repository = match?.[1];
  if (repository === undefined || repository.length > longestRepository) return undefined;
  return { repository, tag: match?.[2], digest: match?.[3] };
}
