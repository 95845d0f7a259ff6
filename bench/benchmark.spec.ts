import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchmark } from './benchmark';
import { renderResult } from './report';
import { growthExponent, summarize } from './statistics';

describe('statistics', () => {
  it.each([
    { values: [3], min: 3, median: 3, max: 3 },
    { values: [2, 1], min: 1, median: 1.5, max: 2 },
    { values: [10, 9, 100], min: 9, median: 10, max: 100 },
    { values: [4, 3, 2, 1], min: 1, median: 2.5, max: 4 },
  ])('of $values', ({ values, ...sample }) => {
    expect(summarize(values)).toEqual(sample);
  });

  it('of no runs are a bug', () => {
    expect(() => summarize([])).toThrow('no runs');
  });

  it.each([
    { grows: 'not at all', exponent: 0, time: () => 7 },
    { grows: 'in a straight line', exponent: 1, time: (size: number) => 2 * size },
    { grows: 'as a parabola', exponent: 2, time: (size: number) => size * size },
  ])('what grows $grows has the exponent $exponent', ({ exponent, time }) => {
    expect(growthExponent([100, 500, 1000, 5000].map((size) => [size, time(size)]))).toBeCloseTo(exponent);
  });
});

it('measures both over the same objects, and removes its workspaces', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'gitops-bench-spec-'));
  try {
    const repository = dirname(import.meta.dirname);
    const progress = (): void => undefined;
    const result = await benchmark({ repository, directory, runs: 1, sizes: [2, 4], comparedAt: 4, progress });
    expect(result.comparison).toMatchObject({ apps: 4, objects: 12 });
    expect(result.growth.rows.map(({ apps }) => apps)).toEqual([2, 4]);
    expect(result.edit.filesWritten).toEqual(['workloads/app0000-dep.yaml']);
    expect(readdirSync(directory)).toEqual([]);
    expect(renderResult(result).split('\n')).toContain('4 apps, 12 objects: whole processes, by turns');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
