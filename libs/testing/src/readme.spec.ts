import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderCluster } from './render-cluster';
import { testWorkspace } from './test-workspace';

const { root } = testWorkspace();
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
const readme = read('README.md');

function samples(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
}

describe('README.md', () => {
  it.each([
    ['apps/gitops-example/app.ts', 0],
    ['clusters/gitops-cicd/cluster.ts', 1],
  ])('shows lines of %s', (file, index) => {
    const lines = read(file)
      .split('\n')
      .map((line) => line.trim());
    const shown = (samples('ts')[index] ?? '').trimEnd().split('\n');
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((line) => !lines.includes(line.trim()))).toEqual([]);
  });

  it('shows folders that synth writes, with no more files than it does', async () => {
    const sample = samples('console').find((text) => text.includes('npm run synth')) ?? '';
    const shown = [...sample.matchAll(/^ {2}(\w+)\/ \((\d+) files?\)$/gm)].map(([, folder = '', count]) => ({
      folder,
      count: Number(count),
    }));
    expect(shown.length).toBeGreaterThan(3);
    const paths = Object.keys((await renderCluster('gitops-cicd')).files);
    for (const { folder, count } of shown) {
      // An app that somebody has added since adds files.
      expect(paths.filter((path) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThanOrEqual(count);
    }
  });

  it('links to files that are there', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) expect(() => readFileSync(`${root}/${target}`)).not.toThrow(/ENOENT/);
  });

  it('names npm scripts that there are', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { readonly scripts: object }).scripts);
    const named = [...readme.matchAll(/npm (?:run )?(?!ci\b|run\b)([a-z][a-z\d:-]*)/g)].map(([, name = '']) => name);
    expect(named).toContain('bench');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});
