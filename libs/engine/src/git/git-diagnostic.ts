import type { Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import { GitError } from './run-git';

/** What git and the usual servers say, in the order in which it is looked for. */
const known: readonly (readonly [RegExp, Diagnostic['code'], string, string])[] = [
  [
    /permission denied|authentication failed|could not read (?:username|password)|invalid (?:username|credentials)|returned error: 40[13]/i,
    'GIT002',
    'refuses the credentials that git has',
    'check the deploy key or the credential helper: git ls-remote must work for the same URL without a prompt',
  ],
  [
    /\[remote rejected\]|protected branch|hook declined|pre-receive|read-only/i,
    'GIT003',
    'refuses the push',
    'give this key or user the right to push to the branch; publish never pushes anything but a fast-forward',
  ],
  [
    /bad object|corrupt|unable to read|missing (?:blob|tree|commit)|invalid object|object .* is missing|did not send all necessary objects|fsck/i,
    'GIT005',
    'cannot be read whole',
    'git fsck in the repository tells what is missing',
  ],
  [
    /does not appear to be a git repository|not found|no such file|could not resolve|unable to (?:access|connect|look up)|connection (?:refused|timed out|reset)|network is unreachable|could not read from remote/i,
    'GIT001',
    'cannot be reached',
    'check configRepo.url in the cluster, or name another with --config-repo <url or path>',
  ],
];

/** A failure of git as a diagnostic about the config repository. Throws what is none that a user can mend. */
export function gitDiagnostic(failure: unknown, url: string, source: Diagnostic['source']): Diagnostic {
  if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') {
    return diagnose('GIT001', { message: 'there is no git on this machine', help: 'install git 2.30 or later' });
  }
  if (!(failure instanceof GitError)) throw failure;
  const said = `${failure.stderr}\n${failure.stdout}`;
  const [, code, what, help] = known.find(([pattern]) => pattern.test(said)) ?? [];
  if (code === undefined || what === undefined) throw failure;
  const notes = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:hint|warning):|^Done$|^To /.test(line));
  return diagnose(code, { source, message: `the config repository ${url} ${what}`, notes: notes.slice(0, 4), help });
}
