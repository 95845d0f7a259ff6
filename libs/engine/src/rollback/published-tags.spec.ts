import { isManifest, readYaml, type Manifest } from '@gitops/manifest';
import { fluxContainers } from '@gitops/ownership';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileVersion, HistoryCommit } from './history';
import { earlierTag, publishedTags, type PublishedTag } from './published-tags';

function commit(id: string): HistoryCommit {
  return { id, author: 'Jo', email: 'jo@example.org', date: '2024-05-01T03:00:00Z', subject: id };
}

/** Newest first, from words that are oldest first. */
function tagsOf(words: string): readonly PublishedTag[] {
  return words
    .split(' ')
    .map((tag, index) => ({ tag, commit: commit(String(index)) }))
    .reverse();
}

describe('earlierTag', () => {
  it.each([
    ['a', undefined],
    ['a b', 'a'],
    ['a b c', 'b'],
    // Rolled back to b: going further back leads to a, not to the c that was fled from.
    ['a b c b', 'a'],
    // After the unlock Flux went to c again, and then to d.
    ['a b c b c', 'b'],
    ['a b c b c d', 'c'],
    ['a b c b d', 'b'],
    // Rolled back twice, to the very first.
    ['a b c b a', undefined],
    ['a b c a d', 'a'],
    // Reverted by hand, and bumped again at once.
    ['a b a b', 'a'],
    ['b a b', undefined],
  ])('after %s: %s', (words, expected) => {
    expect(earlierTag(tagsOf(words))?.tag).toBe(expected);
  });

  it('never leads to the current tag, and always to one that was published', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 }), (sequence) => {
        const tags = tagsOf(sequence.join(' '));
        const earlier = earlierTag(tags);
        return earlier === undefined || (earlier.tag !== tags[0]?.tag && tags.includes(earlier));
      }),
    );
  });

  it('ends, however often one goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 }), (sequence) => {
        const seen: string[] = [...sequence];
        for (let step = 0; step < 4; step += 1) {
          const earlier = earlierTag(tagsOf(seen.join(' ')));
          if (earlier === undefined) return true;
          seen.push(earlier.tag);
        }
        return false;
      }),
    );
  });
});

function deployment(images: Readonly<Record<string, string>>): Manifest {
  const containers = Object.entries(images).map(([name, image]) => `{name: ${name}, image: "${image}"}`);
  const value = readYaml(
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: {containers: [${containers.join(', ')}]}}}}`,
  ).documents[0]?.value;
  if (!isManifest(value)) throw new Error('no manifest');
  return value;
}

/** Versions newest first; undefined for one that cannot be read. */
async function tagsIn(...versions: readonly (Readonly<Record<string, string>> | undefined)[]): Promise<readonly string[]> {
  const manifests = versions.map((images) => images && deployment(images));
  const container = manifests[0] && fluxContainers(manifests[0])[0];
  if (container === undefined) throw new Error('no container');
  async function* history(): AsyncGenerator<FileVersion> {
    for (const [index, manifest] of manifests.entries())
      yield await Promise.resolve({ commit: commit(String(index)), path: 'a.yaml', manifest });
  }
  const tags: string[] = [];
  for await (const { tag, commit: by } of publishedTags(history(), container)) tags.push(`${tag}@${by.id}`);
  return tags;
}

describe('publishedTags', () => {
  it.each([
    [
      'names the oldest commit of each run of equal tags',
      [{ w: 'r:2' }, { w: 'r:2' }, { w: 'r:1' }, { w: 'r:1' }],
      ['2@1', '1@3'],
    ],
    ['keeps a tag that came back', [{ w: 'r:1' }, { w: 'r:2' }, { w: 'r:1' }], ['1@0', '2@1', '1@2']],
    ['passes over a version that nobody could read', [{ w: 'r:2' }, undefined, { w: 'r:1' }], ['2@0', '1@2']],
    ['passes over a version without the container', [{ w: 'r:2' }, { x: 'q:9' }, { w: 'r:1' }], ['2@0', '1@2']],
    ['passes over a version without a tag', [{ w: 'r:2' }, { w: 'r' }, { w: 'r:1' }], ['2@0', '1@2']],
    ['ends at another image repository', [{ w: 'r:2' }, { w: 'q:9' }, { w: 'r:1' }], ['2@0']],
    ['follows a container that had another name', [{ w: 'r:2' }, { v: 'r:1' }], ['2@0', '1@1']],
    ['does not guess between two of them', [{ w: 'r:2' }, { v: 'r:1', u: 'r:0' }], ['2@0']],
    [
      'looks at the named container where two run one image',
      [
        { w: 'r:2', v: 'r:7' },
        { v: 'r:6', w: 'r:1' },
      ],
      ['2@0', '1@1'],
    ],
  ] as const)('%s', async (_, versions, expected) => {
    expect(await tagsIn(...versions)).toEqual(expected);
  });
});
