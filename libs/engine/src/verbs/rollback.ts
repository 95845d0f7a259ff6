import type { Diagnostic } from '@gitops/diagnostics';
import { describe } from '@gitops/manifest';
import { fluxPolicies, tagOf, withLocks, withTag } from '@gitops/ownership';
import { diagnose } from '../diagnostic';
import { changeWorkload, type FoundWorkload, type WorkloadChange, type WorkloadResult } from '../rollback/change-workload';
import { chooseContainer } from '../rollback/choose-container';
import { fullName } from '../rollback/find-workload';
import { History } from '../rollback/history';
import { earlierTag, publishedTags, type PublishedTag } from '../rollback/published-tags';
import { unpublishedTag } from '../rollback/unpublished-tag';
import type { Workspace } from '../workspace';

export interface RollbackOptions {
  /** The tag to go to. Default: the one that was published before the current one. */
  readonly to?: string;
  /** Needed where Flux owns the tags of several containers. */
  readonly container?: string;
  /** Who holds the lock. Default: the name and address that git has for commits. */
  readonly user?: string;
  /** Why, for whoever finds the lock. Default: which tag was rolled back. */
  readonly message?: string;
  /** Writes to this URL or path instead of the cluster's own repository. */
  readonly configRepo?: string;
}

export interface Rollback {
  readonly container: string;
  readonly from: string;
  readonly to: string;
  /** Of the lock that now holds the tag. */
  readonly user: string;
  readonly message: string;
  /** The lock that this one takes the place of, by whom and why: `alice: 1.28 leaks memory`. */
  readonly wasLocked?: string;
}

/**
 * Sets an earlier tag and Flux's lock in one commit. Without the lock Flux would go to the newest tag again at once, and
 * without the tag the lock would hold what is broken. Asking for what is there already changes nothing.
 */
export function rollback(
  workspace: Workspace,
  cluster: string,
  workload: string,
  options: RollbackOptions = {},
  progress: (step: string) => void = () => undefined,
): Promise<WorkloadResult<Rollback>> {
  // Stays what it was when somebody else pushes in between: a bump by Flux must not make the broken tag the earlier one.
  let decided: string | undefined = options.to;
  return changeWorkload(
    workspace,
    { cluster, workload, configRepo: options.configRepo },
    async (found) => {
      const change = await decide(found, options, decided);
      decided = change.outcome?.to ?? decided;
      return change;
    },
    progress,
  );
}

async function decide(
  found: FoundWorkload,
  options: RollbackOptions,
  decided: string | undefined,
): Promise<WorkloadChange<Rollback>> {
  const { manifest } = found.workload.file;
  const what = describe(manifest);
  const container = chooseContainer(found, options.container);
  if ('code' in container) return refused(container);
  const malformed = options.to === undefined ? undefined : checkTag(options.to);
  if (malformed !== undefined) return refused(malformed);
  const history = await History.read(found.repository);
  const tags: PublishedTag[] = [];
  for await (const tag of publishedTags(history.versionsOf(found.workload.path), container)) tags.push(tag);
  const { locked, lockedUser, lockedMessage } = fluxPolicies(manifest);
  const earlier = earlierTag(tags);
  if (locked && options.to === undefined) {
    return refused(alreadyLocked(found, tagOf(container), { user: lockedUser, message: lockedMessage }, earlier));
  }
  const to = decided ?? earlier?.tag;
  if (to === undefined) return refused(noEarlierTag(what, tagOf(container), tags));
  const from = tagOf(container);
  if (locked && to === from) {
    return {
      outcome: { container: container.name, from, to, user: lockedUser ?? '', message: lockedMessage ?? '' },
      diagnostics: [],
    };
  }
  const user = oneLine(options.user ?? (await identity(found)));
  const message = oneLine(options.message ?? (from === to ? `held at ${to}` : `rolled back from ${from}`));
  const locks = { 'fluxcd.io/locked': 'true', 'fluxcd.io/locked_user': user, 'fluxcd.io/locked_msg': message };
  const wasLocked = locked ? `${lockedUser ?? 'somebody'}${lockedMessage ? `: ${oneLine(lockedMessage)}` : ''}` : undefined;
  const subject = from === to ? `Hold ${what} at ${to}` : `Roll back ${what} to ${to}`;
  const body = `Container ${container.name}: ${from === to ? to : `${from} -> ${to}`}\nLocked by ${user}: ${message}${wasLocked === undefined ? '' : `\nWas locked by ${wasLocked}`}`;
  return {
    next: { manifest: withLocks(withTag(manifest, container, to), locks), message: `${subject}\n\n${body}` },
    outcome: { container: container.name, from, to, user, message, ...(wasLocked !== undefined && { wasLocked }) },
    diagnostics: tags.some(({ tag }) => tag === to) ? [] : [unpublishedTag(what, container.name, to, tags)],
  };
}

function refused(...diagnostics: readonly Diagnostic[]): WorkloadChange<never> {
  return { diagnostics };
}

/** As registries take it (OCI distribution specification, "Pulling manifests"). */
function checkTag(tag: string): Diagnostic | undefined {
  if (/^\w[\w.-]{0,127}$/.test(tag)) return undefined;
  return diagnose('OWN027', {
    message: `"${tag}" cannot be the tag of an image`,
    help: 'give the tag alone, without repository or digest: letters, digits, "_", "." and "-", at most 128',
  });
}

/** Going back twice by mistake, or because two people are on call, would go past the tag that works. */
function alreadyLocked(
  { workload, loaded }: FoundWorkload,
  tag: string,
  lock: { readonly user: string | undefined; readonly message: string | undefined },
  earlier: PublishedTag | undefined,
): Diagnostic {
  const name = fullName(workload.file.manifest);
  return diagnose('OWN025', {
    message: `${describe(workload.file.manifest)} is locked at "${tag}" already, by ${lock.user ?? 'somebody'}`,
    notes: lock.message === undefined ? [] : [`the lock says: ${lock.message}`],
    help:
      earlier === undefined
        ? `to lock another tag, name it: gitops rollback ${loaded.name} ${name} --to <tag>`
        : `if that is not enough, name the tag: gitops rollback ${loaded.name} ${name} --to ${earlier.tag}`,
  });
}

function noEarlierTag(what: string, tag: string, tags: readonly PublishedTag[]): Diagnostic {
  const others = [...new Set(tags.map((published) => published.tag))].filter((other) => other !== tag);
  return diagnose('OWN024', {
    message: `no tag was published before "${tag}" for ${what}`,
    notes: others.length === 0 ? [] : [`published since, and rolled back: ${others.slice(0, 8).join(', ')}`],
    help: 'name one with --to <tag>; it must be in the image registry',
  });
}

/** `Name <address>`, as fluxctl lock writes it. */
async function identity({ repository }: FoundWorkload): Promise<string> {
  const author = await repository.git('var', 'GIT_AUTHOR_IDENT').then(
    (text) => text.toString('utf8'),
    () => 'gitops rollback',
  );
  return author.trim().replace(/ \d+ [+-]\d{4}$/, '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
