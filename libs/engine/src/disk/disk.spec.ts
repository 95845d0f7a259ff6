import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareWithDisk } from './compare-with-disk';
import { listFiles } from './list-files';
import { writeFiles } from './write-files';

const files = [
  { path: 'README.md', text: 'ours\n' },
  { path: 'workloads/web/dep.yaml', text: 'kind: Deployment\n' },
];
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gitops-disk-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(path: string, text = 'foreign\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function pipe(path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  execFileSync('mkfifo', [join(root, path)]);
}

function link(target: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(join(root, target), join(root, path));
}

/** What stands in the directory `ours`, and which of it is reported as removed. */
const obstacles: readonly (readonly [what: string, act: () => void, removed: readonly string[]])[] = [
  ['nothing', () => undefined, []],
  [
    'a file where a directory belongs',
    () => {
      put('ours/workloads');
    },
    ['workloads'],
  ],
  [
    'a file where a directory further down belongs',
    () => {
      put('ours/workloads/web');
    },
    ['workloads/web'],
  ],
  [
    'a link where a directory belongs',
    () => {
      put('theirs/web/dep.yaml');
      link('theirs', 'ours/workloads');
    },
    ['workloads'],
  ],
  [
    'a directory where a file belongs',
    () => {
      put('ours/README.md/a/b');
    },
    ['README.md/a/b'],
  ],
  [
    'an empty directory where a file belongs',
    () => {
      mkdirSync(join(root, 'ours/README.md'), { recursive: true });
    },
    [],
  ],
  [
    'a link where a file belongs',
    () => {
      put('theirs/a', 'ours\n');
      link('theirs/a', 'ours/README.md');
    },
    ['README.md'],
  ],
  [
    'a pipe where a file belongs',
    () => {
      pipe('ours/README.md');
    },
    ['README.md'],
  ],
  [
    'a pipe elsewhere',
    () => {
      pipe('ours/other');
    },
    ['other'],
  ],
];

describe('writing', () => {
  it.each(obstacles)('clears %s away', (_, act, removed) => {
    act();
    const theirs = listFiles(join(root, 'theirs'));
    expect(writeFiles(join(root, 'ours'), files).removed).toEqual(removed);
    expect(listFiles(join(root, 'ours'))).toEqual(files.map(({ path }) => path));
    expect(files.map(({ path }) => lstatSync(join(root, 'ours', path)).isFile())).toEqual([true, true]);
    expect(compareWithDisk(join(root, 'ours'), 'ours', 'demo', files)).toEqual([]);
    expect(listFiles(join(root, 'theirs'))).toEqual(theirs);
    expect(writeFiles(join(root, 'ours'), files).unchanged).toEqual(files.map(({ path }) => path));
  });

  it.each([
    [
      'a file',
      () => {
        put('ours');
      },
    ],
    [
      'a link to a directory',
      () => {
        put('theirs/a');
        link('theirs', 'ours');
      },
    ],
    [
      'a link to nothing',
      () => {
        link('theirs', 'ours');
      },
    ],
  ])('refuses %s in place of the whole directory', (_, act) => {
    act();
    const before = listFiles(root);
    expect(() => writeFiles(join(root, 'ours'), files)).toThrow(/ours is no directory of its own/);
    expect(listFiles(root)).toEqual(before);
  });
});

describe('comparing', () => {
  it.each([
    [
      'a pipe',
      () => {
        pipe('ours/workloads/web/dep.yaml');
      },
      'this file is a pipe, a socket or a device',
    ],
    [
      'a link',
      () => {
        put('theirs/a');
        link('theirs/a', 'ours/workloads/web/dep.yaml');
      },
      'this file is a symbolic link',
    ],
  ])('reports %s without reading it', (_, act, message) => {
    put('ours/README.md', 'ours\n');
    act();
    expect(compareWithDisk(join(root, 'ours'), 'ours', 'demo', files)).toMatchObject([
      { code: 'LAY005', source: { file: 'ours/workloads/web/dep.yaml' }, message },
    ]);
  });
});
