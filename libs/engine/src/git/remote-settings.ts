import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GitError, runGit } from './run-git';

/** In seconds. A server that works on a push for longer without a word is rare; `GITOPS_GIT_TIMEOUT` is for it. */
const defaultPatience = 60;

/** For how many seconds a remote may be silent: `GITOPS_GIT_TIMEOUT`, or a minute. */
export function patience(): number {
  const told = Number(process.env['GITOPS_GIT_TIMEOUT']);
  return told > 0 ? told : defaultPatience;
}

/** A path becomes a file URL, so that git takes the same way as for a remote one: shallow, and without contents. */
export function locationOf(url: string): string {
  return /^[\w.+-]+:/.test(url) || /^[\w.-]+@/.test(url) ? url : pathToFileURL(resolve(url)).href;
}

/**
 * The lines of a configuration file for a repository that lives for seconds: it needs neither upkeep nor protection against a
 * power cut, nor to be small.
 */
export async function settingsFor(source: string, directory: string): Promise<string> {
  const ssh = await sshCommand(source, directory);
  const settings = {
    core: ['fsync = none', ...(ssh === undefined ? [] : [`sshCommand = ${ssh}`])],
    maintenance: ['auto = false'],
    // Whatever the user has set for reading logs, a program reads these.
    log: ['showSignature = false', 'showRoot = true', 'follow = false'],
    fastimport: ['unpackLimit = 0'],
    pack: ['compression = 1'],
    'remote "origin"': [`url = ${JSON.stringify(source)}`],
  };
  return Object.entries(settings)
    .map(([section, lines]) => `[${section}]\n${lines.map((line) => `\t${line}\n`).join('')}`)
    .join('');
}

/** Lets ssh end by itself where nobody answers, because git does not take it along; whoever has a command of their own keeps it. */
async function sshCommand(source: string, directory: string): Promise<string | undefined> {
  const overSsh = /^(?:git\+)?ssh:|^ssh\+git:|^[^/:]+:(?!\/\/)/.test(source);
  if (!overSsh || process.env['GIT_SSH_COMMAND'] || process.env['GIT_SSH']) return undefined;
  const own = await runGit(['config', '--get', 'core.sshCommand'], { directory }).catch((failure: unknown) => {
    if (failure instanceof GitError) return undefined;
    throw failure;
  });
  if (own !== undefined) return undefined;
  const seconds = Math.max(1, Math.ceil(patience()));
  return `ssh -o ConnectTimeout=${seconds} -o ServerAliveInterval=${seconds} -o ServerAliveCountMax=1`;
}
