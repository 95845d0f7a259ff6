import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How long a process may take to end when asked, before it is made to. */
const patienceMilliseconds = 10_000;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  /** Added to what every process finds. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A program that goes on until it is stopped. */
export interface Service {
  readonly name: string;
  /** Absolute path of what it prints. */
  readonly logFile: string;
  log(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Every process that the harness starts. Each leads a process group of its own: what it starts ends with it, and Ctrl-C in
 * a terminal reaches the harness alone, which then ends them in order.
 */
export class Processes {
  readonly #running = new Map<ChildProcess, Promise<void>>();
  readonly #ended = new Map<string, string>();
  #stopped = false;

  /**
   * @param logs absolute path of the directory that receives what services print
   * @param env what every process finds in its environment
   */
  constructor(
    readonly logs: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    mkdirSync(logs, { recursive: true });
  }

  /** The PATH of every process. */
  get path(): string {
    return this.env['PATH'] ?? '';
  }

  /** Starts a program that must not end by itself. */
  start(name: string, command: readonly string[], { cwd, env }: Surroundings = {}): Service {
    const logFile = join(this.logs, `${name}.log`);
    const log = openSync(logFile, 'a');
    const child = this.#spawn(command, { cwd, env }, ['ignore', log, log]);
    closeSync(log);
    let stopping = false;
    child.once('exit', (code, signal) => {
      if (!stopping) this.#ended.set(name, `${name} ended by itself (${signal ?? `exit code ${String(code)}`}); see ${logFile}`);
    });
    return {
      name,
      logFile,
      log: () => readFile(logFile, 'utf8'),
      stop: async () => {
        stopping = true;
        await this.#end(child);
      },
    };
  }

  /** Runs a program to its end. Rejects where it cannot be started; any exit code is the caller's to judge. */
  async run(command: readonly string[], { cwd, env, input }: Surroundings = {}): Promise<Outcome> {
    const child = this.#spawn(command, { cwd, env }, ['pipe', 'pipe', 'pipe']);
    const chunks: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = { stdout: [], stderr: [] };
    child.stdout?.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    // A program that ends without reading its input is no mistake of ours.
    child.stdin?.on('error', () => undefined).end(input ?? '');
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        const [stdout, stderr] = [Buffer.concat(chunks.stdout).toString(), Buffer.concat(chunks.stderr).toString()];
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** Starts a program that is asked and answers until its input ends. Rejects where it cannot be started. */
  async converse(command: readonly string[]): Promise<ChildProcessWithoutNullStreams> {
    const child = this.#spawn(command, {}, 'pipe') as ChildProcessWithoutNullStreams; // what 'pipe' makes of all three
    await once(child, 'spawn');
    return child;
  }

  /** Whether everything is being ended, by Ctrl-C perhaps. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Throws where a service has ended that should be running: there is nothing left to wait for. */
  assertRunning(): void {
    if (this.#stopped) throw new Error('the harness is being stopped');
    const [ended] = this.#ended.values();
    if (ended !== undefined) throw new Error(ended);
  }

  /** Ends everything, the newest first, and lets nothing start any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const child of [...this.#running.keys()].reverse()) await this.#end(child);
  }

  #spawn(command: readonly string[], { cwd, env }: Surroundings, stdio: StdioOptions): ChildProcess {
    if (this.#stopped) throw new Error('the harness is being stopped');
    const [program = '', ...args] = command;
    const child = spawn(program, args, { cwd, env: { ...this.env, ...env }, stdio, detached: true });
    const gone = new Promise<void>((resolve) => {
      const forget = (): void => {
        this.#running.delete(child);
        resolve();
      };
      child.once('exit', forget).once('error', forget);
    });
    this.#running.set(child, gone);
    return child;
  }

  async #end(child: ChildProcess): Promise<void> {
    const gone = this.#running.get(child);
    signalGroup(child, 'SIGTERM');
    if (gone !== undefined) {
      const lastResort = setTimeout(() => {
        signalGroup(child, 'SIGKILL');
      }, patienceMilliseconds);
      await gone;
      clearTimeout(lastResort);
    }
    // What it has started and not waited for, such as a git of fluxd.
    signalGroup(child, 'SIGKILL');
  }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group is gone already.
  }
}
