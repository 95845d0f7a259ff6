import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { makeTemporaryDirectory, removeTemporaryDirectory } from './temporary-directory';

const listeners = (): readonly number[] => ['exit', 'SIGINT', 'SIGTERM'].map((event) => process.listenerCount(event));

it('listens to the process only while a directory is there', () => {
  const before = listeners();
  const [first, second] = [makeTemporaryDirectory(), makeTemporaryDirectory()];
  const during = before.map((count) => count + 1);
  expect(listeners()).toEqual(during);
  removeTemporaryDirectory(first);
  removeTemporaryDirectory(first);
  expect([listeners(), existsSync(first), existsSync(second)]).toEqual([during, false, true]);
  removeTemporaryDirectory(second);
  expect([listeners(), existsSync(second)]).toEqual([before, false]);
});

it('leaves a signal to whoever else listens to it', () => {
  const heard: string[] = [];
  const other = (signal: string): number => heard.push(signal);
  process.on('SIGTERM', other);
  const directory = makeTemporaryDirectory();
  process.emit('SIGTERM', 'SIGTERM');
  expect([heard, existsSync(directory)]).toEqual([['SIGTERM'], true]);
  process.off('SIGTERM', other);
  removeTemporaryDirectory(directory);
});

it('removes what a process left that was killed, and nothing else', () => {
  const place = mkdtempSync(join(tmpdir(), 'gitops-spec-'));
  vi.stubEnv('TMPDIR', place);
  const first = makeTemporaryDirectory();
  const [, prefix = ''] = new RegExp(`^(gitops-\\w+-)${process.pid}-\\w{6}$`).exec(basename(first)) ?? [];
  removeTemporaryDirectory(first);
  // The id of a process that has ended, and of one that has not.
  const { pid: dead } = spawnSync('true');
  const others = [
    `${prefix}${process.ppid}-abcdef`,
    `${prefix}${dead}-abcdef-kept`,
    `${prefix}${dead}-filexx`,
    `${prefix}${dead}-linkxx`,
    `gitops-otherhost-${dead}-abcdef`,
    `gitops-abcdef`,
  ];
  for (const name of others) {
    if (name.endsWith('filexx')) writeFileSync(join(place, name), '');
    else if (name.endsWith('linkxx')) symlinkSync('gitops-abcdef', join(place, name));
    else mkdirSync(join(place, name));
  }
  mkdirSync(join(place, `${prefix}${dead}-abcdef/objects`), { recursive: true });
  const second = makeTemporaryDirectory();
  expect(readdirSync(place).sort()).toEqual([...others, basename(second)].sort());
  removeTemporaryDirectory(second);
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true });
});
