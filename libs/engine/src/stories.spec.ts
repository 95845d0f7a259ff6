import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blobId } from './publish/inventory';
import { land, readStory, readTree, repositoryOf, synthesizedFile, type Tree } from './testing-story';

// Each folder in stories/ is a publish: base/ is what was published last, carried values included; published/ is the cluster's
// directory as Flux and people have left it since (none: as it was published), bumped/ as Flux had left it before people came
// (few stories need it), synthesized/ what TypeScript makes now.
// expected.txt is what the command prints, expected/ the directory afterwards; a story that stops has none, because nothing
// changes. A new story is a new folder; `UPDATE_GOLDEN=1 npx vitest run libs/engine/src/stories.spec.ts` writes what is
// expected, and puts base/ and synthesized/ into synth's own formatting, for you to review.
const folder = join(import.meta.dirname, '../stories');
const stories = readdirSync(folder);
const updating = Boolean(process.env['UPDATE_GOLDEN']);

describe('stories', () => {
  it.each(stories)('%s', (name) => {
    const at = (part: string): string => join(folder, name, part);
    if (updating) ['base', 'synthesized'].forEach((part) => formatAll(at(part)));
    const story = readStory(join(folder, name));
    const before = repositoryOf(story);
    const { printed, stopped, plan, after } = land(story.synthesized, before, story.consents);
    if (updating) {
      writeFileSync(at('expected.txt'), printed);
      writeTree(at('expected'), stopped ? {} : after.tree);
    }
    expect(printed).toBe(readFileSync(at('expected.txt'), 'utf8'));
    expect(stopped ? undefined : after.tree).toEqual(readTree(at('expected')));
    expect(formatted(story.synthesized)).toEqual(story.synthesized);
    expect(formatted(story.base ?? {})).toEqual(story.base ?? {});
    if (stopped) return;

    // The inventory tells the truth, and another publish has nothing to say.
    const blobs = Object.entries(plan.inventory.files).map(([path, { blob }]) => [path, blob]);
    expect(blobs).toEqual(blobs.map(([path = '']) => [path, blobId(after.tree[path] ?? '')]));
    const again = land(story.synthesized, after);
    expect(again.printed.split('\n').filter((line) => line.startsWith('error') || line.startsWith('demo: '))).toEqual([
      'demo: nothing to publish',
    ]);
    expect(again.plan.inventory).toEqual(plan.inventory);
  });
});

function formatted(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([path, text]) => [path, synthesizedFile(path, text).text]));
}

function formatAll(directory: string): void {
  if (existsSync(directory)) writeTree(directory, formatted(readTree(directory) ?? {}));
}

function writeTree(directory: string, tree: Tree): void {
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
