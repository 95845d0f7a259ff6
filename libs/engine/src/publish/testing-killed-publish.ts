import { build } from 'esbuild';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PublishOrder } from './testing-publish-process';

// Counts its calls, and kills whoever makes the n-th: before git does its work, which it then does all the same, or when it has
// done it. A limit on the size of files makes writing fail, as a full disk does, instead of killing git.
const wrapper = (realGit: string): string => `#!/bin/sh
trap '' XFSZ
n=1
while ! mkdir "$CALLS/$n" 2>/dev/null; do n=$((n + 1)); done
if [ "$n" = "$KILL_BEFORE" ]; then kill "-$SIGNAL" $PPID; fi
"${realGit}" "$@"
code=$?
if [ "$n" = "$KILL_AFTER" ]; then kill "-$SIGNAL" $PPID; fi
mkdir "$CALLS/$n/done"
exit $code
`;

export interface KilledRun {
  /** What ended it; null where it came through. */
  readonly signal: string | null;
  /** Of git. */
  readonly calls: number;
  /** What is left in the temporary directory. */
  readonly left: readonly string[];
  readonly out: string;
}

/** Publishes in processes of their own, which can be killed at any call of git. */
export class KillablePublisher {
  private constructor(private readonly directory: string) {}

  /** @param directory for the program; whoever gives it removes it */
  static async create(directory: string): Promise<KillablePublisher> {
    const repository = join(import.meta.dirname, '../../../..');
    await build({
      entryPoints: [join(import.meta.dirname, 'testing-publish-process.ts')],
      absWorkingDir: repository,
      tsconfig: join(repository, 'tsconfig.base.json'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      outfile: join(directory, 'publish.cjs'),
    });
    const realGit = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    mkdirSync(join(directory, 'bin'));
    writeFileSync(join(directory, 'bin/git'), wrapper(realGit), { mode: 0o755 });
    return new KillablePublisher(directory);
  }

  /**
   * Ends when the process has ended, and each git that it has left behind.
   * @param root where it may leave things
   * @param environment `KILL_BEFORE` or `KILL_AFTER` for the number of a call, `SIGNAL` for another one than KILL
   */
  async publish(
    order: PublishOrder,
    root: string,
    environment: Readonly<Record<string, string>>,
    shell = 'exec',
  ): Promise<KilledRun> {
    const told = join(mkdtempSync(join(root, 'order-')), 'publish.json');
    writeFileSync(told, JSON.stringify(order));
    const calls = mkdtempSync(join(root, 'calls-'));
    const temporary = mkdtempSync(join(root, 'tmp-'));
    const program = join(this.directory, 'publish.cjs');
    const child = spawn('sh', ['-c', `${shell} "$0" "$@"`, process.execPath, program, told], {
      env: {
        ...process.env,
        PATH: `${join(this.directory, 'bin')}:${process.env['PATH'] ?? ''}`,
        CALLS: calls,
        TMPDIR: temporary,
        SIGNAL: 'KILL',
        ...environment,
      },
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    const signal = await new Promise<string | null>((resolve) =>
      child.on('close', (_, name) => {
        resolve(name);
      }),
    );
    const isDone = (call: string): boolean => readdirSync(join(calls, call)).length > 0;
    while (!readdirSync(calls).every(isDone)) await wait(5);
    return { signal, calls: readdirSync(calls).length, left: readdirSync(temporary), out };
  }
}
