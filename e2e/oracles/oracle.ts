import { type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { cacheKey } from '../build/cache-key';
import { cached } from '../build/cached';
import { succeed } from '../build/succeed';
import { type Processes } from '../harness/processes';

export interface OracleContext {
  /** Absolute path of the directory that keeps what was built from run to run. */
  readonly cache: string;
  readonly processes: Processes;
  readonly progress: (line: string) => void;
}

/** A Go program of this directory that answers each line of JSON with one line of JSON, in order. */
export class Oracle {
  private readonly waiting: { resolve(line: string): void; reject(reason: Error): void }[] = [];
  private complaint = '';
  private ended = false;

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    lines: Interface,
  ) {
    lines.on('line', (line) => this.waiting.shift()?.resolve(line));
    child.stderr.on('data', (chunk: Buffer) => (this.complaint += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.once('close', (code) => {
      this.ended = true;
      const reason = new Error(`the oracle ended with exit code ${String(code)}: ${this.complaint.trim().slice(-2000)}`);
      for (const { reject } of this.waiting.splice(0)) reject(reason);
    });
  }

  /** Builds the program unless the cache has it, and starts it. It ends with `stop`, and with all processes. */
  static async start(name: string, context: OracleContext): Promise<Oracle> {
    const child = await context.processes.converse([await buildOracle(name, context)]);
    return new Oracle(child, createInterface({ input: child.stdout }));
  }

  async ask(question: unknown): Promise<unknown> {
    if (this.ended) throw new Error(`the oracle has ended: ${this.complaint.trim()}`);
    const line = await new Promise<string>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.child.stdin.write(`${JSON.stringify(question)}\n`);
    });
    return JSON.parse(line) as unknown;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const closed = once(this.child, 'close');
    this.child.stdin.end();
    await closed;
  }
}

/** @returns the absolute path of the program */
async function buildOracle(name: string, { cache, processes, progress }: OracleContext): Promise<string> {
  // e2e/run.mjs makes __dirname the directory e2e/ in the whole bundle.
  const directory = join(__dirname, 'oracles', name);
  const files = (await readdir(directory)).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file));
  const sources = await Promise.all(files.map(async (file) => [file, await readFile(join(directory, file), 'utf8')] as const));
  const flags = ['-trimpath', '-tags', 'providerless', '-ldflags', '-s -w'];
  const version = await succeed(processes, ['go', 'version'], directory);
  const key = cacheKey({ ...Object.fromEntries(sources), flags: flags.join(' '), version });
  const built = await cached(cache, `${name}-${key}`, async (unfinished) => {
    progress(`building the oracle ${name}`);
    await mkdir(join(unfinished, 'bin'));
    await succeed(processes, ['go', 'build', ...flags, '-o', join(unfinished, 'bin', name), '.'], directory);
  });
  return join(built, 'bin', name);
}
