import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
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
