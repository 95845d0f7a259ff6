import type { Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import { GitError, GitStalled } from './run-git';
import { recordRef } from './source-record';

interface KnownFailure {
  readonly pattern: RegExp;
  readonly code: Diagnostic['code'];
  /** Goes on after `the config repository <url>`. */
  readonly what: string;
  readonly help: string;
}

/** What git and the usual servers say, in the order in which it is looked for. */
const known: readonly KnownFailure[] = [
  {
    pattern: /host key verification failed/i,
    code: 'GIT001',
    what: 'shows a host key that ssh does not know',
    help: 'compare the fingerprint with the one that the server publishes, and add the key to known_hosts',
  },
  {
    pattern:
      /permission denied(?: \(|, please)|authentication failed|could not read (?:username|password)|invalid (?:username|credentials)|returned error: 40[13]/i,
    code: 'GIT002',
    what: 'refuses the credentials that git has',
    help: 'check the deploy key or the credential helper: git ls-remote must work for the same URL without a prompt',
  },
  {
    pattern: /\[remote rejected\]|protected branch|hook declined|pre-receive|permission to .* denied|read.only/i,
    code: 'GIT003',
    what: 'refuses the push',
    help: 'give this key or user the right to push to the branch; publish never pushes anything but a fast-forward',
  },
  {
    pattern:
      /bad object|corrupt|unable to read|missing (?:blob|tree|commit)|(?:invalid|loose) object|object .* is missing|not our ref|bad tree|did not send all necessary objects|failed to traverse|fsck/i,
    code: 'GIT005',
    what: 'cannot be read whole',
    help: 'git fsck in the repository tells what is missing; a clone that is whole can push it again',
  },
  {
    pattern:
      /does not appear to be a git repository|not found|no such file|could not resolve|unable to (?:access|connect|look up)|connection (?:refused|timed out|reset)|network is unreachable|could not read from remote|hung up unexpectedly|early eof/i,
    code: 'GIT001',
    what: 'cannot be reached',
    help: 'check configRepo.url in the cluster, or name another with --config-repo <url or path>',
  },
];

/** What git and node say where this machine cannot hold the repository. Of the server's own disk, a line says `remote:`. */
const localDisk =
  /^(?!remote:).*(?:no space left|file too large|disk quota exceeded|read-only file system|unable to create temporary)/im;

/** As git and its programs for signing say it; whatever else they say comes with one of these. */
const cannotSign = /failed to sign the data|couldn't load public key|error: load key|user\.signingkey/i;

/** A failure of git as a diagnostic about the config repository. Throws what is none that a user can mend. */
export function gitDiagnostic(failure: unknown, url: string, source: Diagnostic['source']): Diagnostic {
  if (isSystemError(failure)) return systemDiagnostic(failure);
  if (!(failure instanceof GitError)) throw failure;
  if (failure instanceof GitStalled) return stalled(failure, url, source);
  const said = `${failure.stderr}\n${failure.stdout}`;
  const notes = notesOf(failure);
  if (localDisk.test(said)) return diskDiagnostic(notes);
  if (cannotSign.test(said)) return signingDiagnostic(notes);
  const found = known.find(({ pattern }) => pattern.test(said));
  if (found === undefined) throw failure;
  const message = `the config repository ${withoutPassword(url)} ${found.what}`;
  return diagnose(found.code, { source, message, notes, help: found.help });
}

/** The commit has landed, or none was needed; the next publish may not know of this one. */
export function unrecordedSource(failure: GitError, url: string, cluster: string): Diagnostic {
  const where = `the config repository ${withoutPassword(url)}`;
  // Only a server that cannot take both or neither lets that happen, and then whose source was newer is not known here.
  const overtaken = failure.stdout.includes('[rejected]');
  return diagnose('GIT008', {
    message: overtaken
      ? `${where} has the record of another publish of ${cluster}, made at the same moment`
      : `${where} refuses the record of what was published`,
    notes: notesOf(failure),
    help: overtaken
      ? 'publish the newest commit of main again'
      : `let this key or user push ${recordRef(cluster)}; until then, publish from nothing but the newest commit of main`,
  });
}

function stalled(failure: GitStalled, url: string, source: Diagnostic['source']): Diagnostic {
  return diagnose('GIT007', {
    source,
    message: `the config repository ${withoutPassword(url)} has not answered for ${failure.waited === 1 ? 'a second' : `${failure.waited} seconds`}`,
    notes: notesOf(failure),
    help: 'check that the host and its port are the right ones; if the server is only slow, set GITOPS_GIT_TIMEOUT to more seconds',
  });
}

function notesOf({ stderr, stdout }: GitError): readonly string[] {
  return `${stderr}\n${stdout}`
    .split('\n')
    .map((line) => withoutPassword(line.trim()))
    .filter((line) => line !== '' && !/^(?:hint|warning):|^Done$|^To /.test(line))
    .slice(0, 4);
}

/** A URL, or a line with one in it, fit for a log: a token in the place of a user name is as secret as a password. */
export function withoutPassword(text: string): string {
  return text.replace(/(https?:\/\/)[^/@\s]+@/g, '$1***@').replace(/(\w:\/\/[^/@:\s]+:)[^/@\s]+@/g, '$1***@');
}

function isSystemError(failure: unknown): failure is NodeJS.ErrnoException {
  return failure instanceof Error && 'syscall' in failure && 'code' in failure;
}

/** Of starting git, or of writing to the temporary directory. */
function systemDiagnostic(failure: NodeJS.ErrnoException): Diagnostic {
  if (!(failure.syscall ?? '').startsWith('spawn')) return diskDiagnostic([failure.message]);
  if (failure.code !== 'ENOENT') throw failure;
  return diagnose('GIT001', { message: 'there is no git on this machine', help: 'install git 2.30 or later' });
}

function signingDiagnostic(notes: readonly string[]): Diagnostic {
  return diagnose('GIT009', {
    message: 'git cannot sign the commit',
    notes,
    help: 'git commit -S must work without a prompt: check user.signingkey and gpg.format, or set commit.gpgsign to false',
  });
}

function diskDiagnostic(notes: readonly string[]): Diagnostic {
  return diagnose('GIT006', {
    message: 'this machine has no room to work on the config repository',
    notes,
    help: 'free some space in the temporary directory, or let TMPDIR name another one',
  });
}
