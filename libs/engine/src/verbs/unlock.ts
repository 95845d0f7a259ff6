import { describe } from '@gitops/manifest';
import { fluxOwnedContainers, fluxPolicies, locksOf, tagOf, withLocks } from '@gitops/ownership';
import { changeWorkload, type WorkloadResult } from '../rollback/change-workload';
import type { Workspace } from '../workspace';

export interface UnlockOptions {
  /** Writes to this URL or path instead of the cluster's own repository. */
  readonly configRepo?: string;
}

export interface Unlock {
  /** Whether there was a lock. */
  readonly locked: boolean;
  readonly user?: string;
  readonly message?: string;
  /** The containers that Flux updates again, with the tags from which it goes on. */
  readonly released: readonly { readonly container: string; readonly tag: string }[];
}

/** Removes the lock of a rollback or of fluxctl, in one commit. Flux then goes to the newest tag that its filter admits. */
export function unlock(
  workspace: Workspace,
  cluster: string,
  workload: string,
  { configRepo }: UnlockOptions = {},
  progress: (step: string) => void = () => undefined,
): Promise<WorkloadResult<Unlock>> {
  return changeWorkload<Unlock>(
    workspace,
    { cluster, workload, configRepo },
    ({ workload: { file } }) => {
      const { lockedUser: user, lockedMessage: message } = fluxPolicies(file.manifest);
      const released = fluxOwnedContainers(file.manifest).map((container) => ({
        container: container.name,
        tag: tagOf(container),
      }));
      if (Object.keys(locksOf(file.manifest)).length === 0)
        return Promise.resolve({ outcome: { locked: false, released }, diagnostics: [] });
      const was = user === undefined ? '' : `\n\nIt was locked by ${user}${message === undefined ? '' : `: ${message}`}`;
      return Promise.resolve({
        next: { manifest: withLocks(file.manifest, {}), message: `Unlock ${describe(file.manifest)}${was}` },
        outcome: { locked: true, ...(user !== undefined && { user }), ...(message !== undefined && { message }), released },
        diagnostics: [],
      });
    },
    progress,
  );
}
