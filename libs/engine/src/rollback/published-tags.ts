import type { Manifest } from '@gitops/manifest';
import { fluxContainers, repositoryOf, tagOf, type FluxContainer } from '@gitops/ownership';
import type { FileVersion, HistoryCommit } from './history';

/** A tag, and the commit that published it. */
export interface PublishedTag {
  readonly tag: string;
  readonly commit: HistoryCommit;
}

/**
 * The tags that a container has had, newest first, without repetitions. They end where the image came from another
 * repository: a tag means nothing across repositories.
 */
export async function* publishedTags(
  versions: AsyncIterable<FileVersion>,
  container: FluxContainer,
): AsyncGenerator<PublishedTag> {
  let last: PublishedTag | undefined;
  for await (const { commit, manifest } of versions) {
    const found = manifest === undefined ? undefined : counterpart(manifest, container);
    if (found === undefined || tagOf(found) === '') continue;
    if (repositoryOf(found) !== repositoryOf(container)) break;
    const tag = tagOf(found);
    if (last !== undefined && last.tag !== tag) yield last;
    // The oldest commit of a run of equal ones is the one that published the tag.
    last = { tag, commit };
  }
  if (last !== undefined) yield last;
}

/**
 * The tag to go back to: the one under the newest, once every tag that has been rolled back is left out. After `a b c`, a
 * rollback to `b` and so `a b c b`, that is `a`: `c` was published before `b` too, but it is what somebody fled from.
 * @param tags newest first
 */
export function earlierTag(tags: readonly PublishedTag[]): PublishedTag | undefined {
  const standing: PublishedTag[] = [];
  for (const published of [...tags].reverse()) {
    const at = standing.findIndex(({ tag }) => tag === published.tag);
    if (at < 0) standing.push(published);
    else standing.length = at + 1;
  }
  return standing.at(-2);
}

/** The same container in another version of the object, or the only one with its image where it had another name. */
function counterpart(manifest: Manifest, container: FluxContainer): FluxContainer | undefined {
  const containers = fluxContainers(manifest);
  const sameImage = containers.filter((other) => repositoryOf(other) === repositoryOf(container));
  return containers.find(({ name }) => name === container.name) ?? (sameImage.length === 1 ? sameImage[0] : undefined);
}
