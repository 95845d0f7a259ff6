import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from './list-files';
import { writeFiles } from './write-files';

describe('writeFiles', () => {
  it.each(['/a.yaml', '../a.yaml', 'a/../../b.yaml', './a.yaml', 'a//b.yaml', 'a/', ''])(
    'refuses %j, and writes nothing',
    (path) => {
      const directory = mkdtempSync(join(tmpdir(), 'gitops-write-'));
      try {
        const files = [
          { path: 'first.yaml', text: 'a: 1\n' },
          { path, text: 'a: 1\n' },
        ];
        expect(() => writeFiles(directory, files)).toThrow('is no path below');
        expect(listFiles(directory)).toEqual([]);
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
  );
});
