import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Processes } from './processes';

let directory: string;
let processes: Processes;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'processes-'));
  processes = new Processes(join(directory, 'logs'), process.env);
});
afterEach(async () => {
  await processes.stop();
  await rm(directory, { recursive: true });
});

it('talks to a program until its input ends', async () => {
  const child = await processes.converse(['cat']);
  const answer = once(child.stdout, 'data');
  child.stdin.write('a question\n');
  expect(String((await answer)[0])).toBe('a question\n');
  const closed = once(child, 'close');
  child.stdin.end();
  expect(await closed).toEqual([0, null]);
});

it.each([
  ['converse', (command: readonly string[]) => processes.converse(command)],
  ['run', (command: readonly string[]) => processes.run(command)],
])('%s rejects where there is no such program', async (_, start) => {
  await expect(start([join(directory, 'missing')])).rejects.toThrow('ENOENT');
});

it('ends a program, and what that has started, in the middle of a conversation', async () => {
  const child = await processes.converse(['sh', '-c', 'sleep 600 & echo $!; wait']);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const closed = once(child, 'close'); // once nobody holds its output any more: sleep has it as well
  await processes.stop();
  await closed;
  expect(Number(line)).toBeGreaterThan(0);
  await expect(processes.converse(['cat'])).rejects.toThrow('being stopped');
});

it('ends a run in the middle', async () => {
  const outcome = processes.run(['sleep', '600']);
  await processes.stop();
  expect(await outcome).toEqual({ code: null, stdout: '', stderr: '' });
});
