import type { Paint } from '@gitops/diagnostics';
import { clusterNames, type Workspace } from '../workspace';

/** Where the command line writes. */
export interface Terminal {
  /** Results, on stdout. */
  readonly out: (text: string) => void;
  /** Diagnostics for people, progress and usage, on stderr. */
  readonly error: (text: string) => void;
  /** Colours of stderr. */
  readonly paint: Paint;
  /** Colours of stdout, which may be a pipe where stderr is a terminal. Default: none. */
  readonly paintOut?: Paint;
  /** Progress is shown on a terminal only. */
  readonly interactive: boolean;
}

/** What every verb gets. */
export interface CommandContext {
  readonly workspace: Workspace | undefined;
  readonly terminal: Terminal;
  readonly exit: (code: number) => void;
}

export const exitCodes = { clean: 0, diagnostics: 1, usage: 2, failure: 3, differences: 16 } as const;

/** The command was called in a way that cannot work. */
export class UsageError extends Error {}

export function requireWorkspace({ workspace }: CommandContext): Workspace {
  if (workspace === undefined)
    throw new UsageError('this is not inside the workspace: no nx.json and tsconfig.base.json here or above');
  return workspace;
}

/** The clusters that were named, or all of them. */
export function chosenClusters(workspace: Workspace, named: readonly string[]): readonly string[] {
  if (named.length > 0) return [...new Set(named)];
  const all = clusterNames(workspace);
  if (all.length === 0) throw new UsageError('there is no clusters/<name>/cluster.ts; npx nx g cluster <name> makes one');
  return all;
}

/** One line that is overwritten, for work that takes longer than a second. Clears itself. */
export function createProgress({ interactive, error }: Terminal, verb: string): { step(what: string): void; done(): void } {
  const start = performance.now();
  let shown = 0;
  return {
    step(what) {
      if (!interactive || performance.now() - start < 1000) return;
      const text = `${verb} ${what} ...`;
      error(`\r${text.padEnd(shown)}`);
      shown = text.length;
    },
    done() {
      if (shown > 0) error(`\r${' '.repeat(shown)}\r`);
    },
  };
}
