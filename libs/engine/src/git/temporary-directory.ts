import { hash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const open = new Set<string>();
const signals = ['SIGINT', 'SIGTERM'] as const;

/** A directory that goes with `removeTemporaryDirectory`, and at the latest with the process. The process is listened to only meanwhile. */
export function makeTemporaryDirectory(): string {
  if (open.size === 0) removeLeftBehind();
  const directory = mkdtempSync(join(tmpdir(), `${prefix()}${process.pid}-`));
  if (open.size === 0) {
    process.on('exit', removeAll);
    for (const signal of signals) process.on(signal, stop);
  }
  open.add(directory);
  return directory;
}

export function removeTemporaryDirectory(directory: string): void {
  // Git may still be writing where a signal has stopped only us.
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  if (!open.delete(directory) || open.size > 0) return;
  process.off('exit', removeAll);
  for (const signal of signals) process.off(signal, stop);
}

/** What a process left that was killed: a directory of this user's with the id of a process that is no more. */
function removeLeftBehind(): void {
  const ours = prefix();
  for (const name of namesIn(tmpdir())) {
    const [, id] = (name.startsWith(ours) && /^(\d+)-\w{6}$/.exec(name.slice(ours.length))) || [];
    if (id === undefined || isRunning(Number(id))) continue;
    const directory = join(tmpdir(), name);
    try {
      const found = lstatSync(directory);
      if (found.isDirectory() && found.uid === process.getuid?.()) rmSync(directory, { recursive: true, force: true });
    } catch {
      // Somebody else is faster, or the disk is ill: no reason to stop.
    }
  }
}

/** Process ids mean something on one machine, and there within one namespace: containers may share a temporary directory. */
function prefix(): string {
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has them.
  }
  return `gitops-${hash('sha1', `${hostname()} ${namespace}`).slice(0, 8)}-`;
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (failure) {
    // EPERM: it runs, as somebody else.
    return !(failure instanceof Error && 'code' in failure && failure.code === 'ESRCH');
  }
}

function removeAll(): void {
  for (const directory of [...open]) removeTemporaryDirectory(directory);
}

function stop(signal: NodeJS.Signals): void {
  // Whoever else listens decides whether the process ends; if it does, `exit` comes here.
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  // Nobody listens any more, so that it ends as if nobody ever had: the shell sees 130 or 143.
  process.kill(process.pid, signal);
}
