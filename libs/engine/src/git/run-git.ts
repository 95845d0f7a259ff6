import { spawn } from 'node:child_process';

/** Git ended with another exit code than 0. */
export class GitError extends Error {
  constructor(
    readonly args: readonly string[],
    readonly exitCode: number | null,
    readonly stderr: string,
    readonly stdout = '',
  ) {
    super(`git ${args[0] ?? ''} failed: ${stderr.trim()}`);
  }
}

/** Git was ended, because nothing had come from the remote for too long. */
export class GitStalled extends GitError {
  constructor(
    args: readonly string[],
    /** In seconds. */
    readonly waited: number,
    stderr: string,
  ) {
    super(args, null, stderr);
  }
}

export interface GitRun {
  readonly directory: string;
  readonly input?: string | Buffer;
  /** In seconds: git is ended when it has printed nothing for that long. Default: it may take all the time it wants. */
  readonly patience?: number;
}

/** Where git would look for a repository other than the one in `directory`. */
const misleading = [
  'GIT_DIR',
  'GIT_COMMON_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_SHALLOW_FILE',
];

/** In milliseconds, for git to take its helpers along when it is told to end. */
const grace = 2000;

/**
 * Runs git and returns what it prints. No shell is involved, no prompt can block, and messages are in English so that
 * they can be told apart; credentials, ssh and signing are whatever the user has configured.
 * @throws GitError
 */
export function runGit(args: readonly string[], { directory, input, patience }: GitRun): Promise<Buffer> {
  const inherited = Object.entries(process.env).filter(([name]) => !misleading.includes(name));
  const env = { ...Object.fromEntries(inherited), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', LANGUAGE: 'C' };
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: directory, env, stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    const said = (): string => withoutProgress(Buffer.concat(err).toString('utf8'));
    const watch = patience === undefined ? undefined : watchdog(patience, stop);
    child.stdout.on('data', (chunk: Buffer) => {
      out.push(chunk);
      watch?.refresh();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err.push(chunk);
      watch?.refresh();
    });
    child.on('error', (failure) => {
      clearTimeout(watch);
      reject(failure);
    });
    child.on('close', (code) => {
      clearTimeout(watch);
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new GitError(args, code, said(), Buffer.concat(out).toString('utf8')));
    });
    // Git may end without reading all of its input; its exit code says what happened.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');

    function stop(): void {
      const insist = setTimeout(() => child.kill('SIGKILL'), grace);
      // Not 'close': a helper of git's that is stuck in the network may hold its output open.
      child.on('exit', () => {
        clearTimeout(insist);
        for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
        reject(new GitStalled(args, patience ?? 0, said()));
      });
      child.kill('SIGTERM');
    }
  });
}

function watchdog(seconds: number, stop: () => void): NodeJS.Timeout {
  return setTimeout(stop, seconds * 1000);
}

const progress = /^(?:remote: )?(?:[A-Z][\w ]+: +\d+(?:%|,|$)|Delta compression using|Total \d|POST git-)|^From /;

/** What a person or a pattern should see of messages: git overwrites lines of progress, each ending in a carriage return. */
function withoutProgress(messages: string): string {
  return messages
    .split(/\r?\n|\r/)
    .filter((line) => !progress.test(line))
    .join('\n');
}
