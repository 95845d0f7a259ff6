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

export interface GitRun {
  readonly directory: string;
  readonly input?: string | Buffer;
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

/**
 * Runs git and returns what it prints. No shell is involved, no prompt can block, and messages are in English so that
 * they can be told apart; credentials, ssh and signing are whatever the user has configured.
 * @throws GitError
 */
export function runGit(args: readonly string[], { directory, input }: GitRun): Promise<Buffer> {
  const inherited = Object.entries(process.env).filter(([name]) => !misleading.includes(name));
  const env = { ...Object.fromEntries(inherited), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', LANGUAGE: 'C' };
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: directory, env, stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new GitError(args, code, Buffer.concat(err).toString('utf8'), Buffer.concat(out).toString('utf8')));
    });
    // Git may end without reading all of its input; its exit code says what happened.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}
