import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestingWorkspace } from './testing-workspace';

// Each folder in bad-input/ is a case: a workspace with a mistake in it, and expected.txt, what synth says to it. A case
// without a cluster of its own gets that of bad-input/default, which places apps/broken. A new case is a new folder;
// `UPDATE_GOLDEN=1 npx vitest run libs/engine/src/bad-input.spec.ts` writes its expected.txt, for you to review.
const folder = join(import.meta.dirname, '../bad-input');
const fallback = 'default';
const cases = readdirSync(folder).filter((name) => name !== fallback);

/** What an earlier synth left, in both directories that the cases' clusters write to. */
const previous = {
  'dist/config-repo/workloads/web-dep.yaml': 'image: web:1\n',
  'dist/config-repo/README.md': 'ours\n',
  'dist/report/bad.json': '{}\n',
};

describe('bad input', () => {
  it.each(cases)('%s', async (name) => {
    const workspace = new TestingWorkspace([join(folder, fallback), join(folder, name)], previous);
    try {
      const before = workspace.tree('dist');
      const { code, out, error } = await workspace.gitops('synth');
      const actual = `${out}${error}exit code ${code}\n`;
      const expected = join(folder, name, 'expected.txt');
      if (process.env['UPDATE_GOLDEN']) writeFileSync(expected, actual);
      expect(actual).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : '');
      expect(code).toBe(1);
      expect(actual).not.toMatch(/^\s+at /m);
      expect(actual).not.toContain(workspace.root);
      expect(workspace.tree('dist')).toEqual(before);
    } finally {
      workspace.remove();
    }
  });
});
