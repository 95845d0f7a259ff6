import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FailureLogs } from './failure-logs';

let root: string;
let logs: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'failure-logs-'));
  logs = join(root, 'run');
  await mkdir(logs);
});
afterEach(() => rm(root, { recursive: true }));

const second = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
const kept = (): Promise<string[]> => readdir(join(root, 'logs')).then((names) => names.sort());

it('makes nothing before something is kept', async () => {
  expect(new FailureLogs(root, second(0), 7).directory).toBe(join(root, 'logs', '2026-01-01T00-00-00-7'));
  await expect(kept()).rejects.toThrow('ENOENT');
});

it('keeps the newest copy of a run, and both of two runs that began at once', async () => {
  const [one, other] = [new FailureLogs(root, second(0), 7), new FailureLogs(root, second(0), 8)];
  await writeFile(join(logs, 'etcd.log'), 'a');
  await one.keep(logs);
  await other.keep(logs);
  await writeFile(join(logs, 'etcd.log'), 'ab');
  await one.keep(logs);
  expect(await readFile(join(one.directory, 'etcd.log'), 'utf8')).toBe('ab');
  expect(await readFile(join(other.directory, 'etcd.log'), 'utf8')).toBe('a');
});

it('keeps the last five runs, and what else lies there', async () => {
  const others = ['1.log', 'a.log', 'b.log', 'c.log', 'd.log', 'e.log'];
  await mkdir(join(root, 'logs'));
  for (const name of others) await writeFile(join(root, 'logs', name), '');
  for (let run = 0; run < 7; run += 1) await new FailureLogs(root, second(run), 7).keep(logs);
  const runs = [2, 3, 4, 5, 6].map((run) => `2026-01-01T00-00-0${String(run)}-7`);
  expect(await kept()).toEqual([...runs, ...others].sort());
});
