import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const open = new Set<string>();
const signals = ['SIGINT', 'SIGTERM'] as const;

/** A directory that goes with `removeTemporaryDirectory`, and at the latest with the process. The process is listened to only meanwhile. */
export function makeTemporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gitops-'));
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
