import { renderText } from '@gitops/diagnostics';
import type { Manifest } from '@gitops/manifest';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderDiffMarkdown } from './render-markdown';
import { renderDiffText } from './render-text';
import { diffOf, readCase } from './testing-diff';

// Each folder in testdata/ is a diff: published.yaml as we last published it, live.yaml as others have left it since,
// synthesized.yaml as TypeScript has it now, and facts.json of the cluster. `npx vitest run -u libs/engine/src/diff` writes
// expected.txt and expected.md, for you to review.
const folder = join(import.meta.dirname, 'testdata');

describe('a diff', () => {
  it.each(readdirSync(folder))('%s', async (name) => {
    const result = diffOf(readCase(join(folder, name)));
    const text = result.diff === undefined ? '' : renderDiffText(result.diff);
    await expect(text + renderText(result.diagnostics)).toMatchFileSnapshot(join(folder, name, 'expected.txt'));
    await expect(renderDiffMarkdown([result])).toMatchFileSnapshot(join(folder, name, 'expected.md'));
  });
});

describe('a diff that is longer than a comment', () => {
  const objects = (lines: number): readonly Manifest[] =>
    Array.from({ length: 1500 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `settings-${index}`, namespace: 'shop' },
      data: { text: Array.from({ length: lines }, (__, line) => `${line}\n`).join('') },
    }));
  const result = diffOf({ published: objects(0), synthesized: objects(30) });

  it.each([1, 2, 7])('says so, and fits: %i clusters', (clusters) => {
    const comment = renderDiffMarkdown(Array.from({ length: clusters }, () => result));
    expect(comment.length).toBeLessThanOrEqual(65_536);
    expect(comment.length).toBeGreaterThan(60_000);
    expect(comment.match(/^## gitops diff: /gm)).toHaveLength(clusters);
    const left =
      /^\d+ more parts of this diff are left out, because a comment holds 65,536 characters\. `gitops diff demo` shows all of it\.$/gm;
    expect(comment.match(left)).toHaveLength(clusters);
  });
});
