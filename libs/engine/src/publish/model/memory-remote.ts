import { hasErrors } from '@gitops/diagnostics';
import { contentsNeeded, deletedPaths } from '../contents-needed';
import { blobId, formatInventory, Inventory, inventoryPath } from '../inventory';
import { plan } from '../plan';
import type { Plan } from '../plan-types';
import type { Changes, Outcome, PublishRequest, Remote } from './remote';

/** A config repository as a map, with the pure plan as its publisher. */
export class MemoryRemote implements Remote {
  readonly slow = false;
  private commits: string[] = [];
  private pushed = 0;

  constructor(
    private head: ReadonlyMap<string, string> = new Map(),
    /** Git's ids by text, and the other way around. */
    private readonly ids = new Map<string, string>(),
    private readonly blobs = new Map<string, string>(),
    /** What stood last in files that are gone. */
    private readonly deleted = new Map<string, string>(),
  ) {}

  /** Another repository with the same content. What is known of texts is shared. */
  copy(): MemoryRemote {
    return new MemoryRemote(this.head, this.ids, this.blobs, new Map(this.deleted));
  }

  files(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(this.head);
  }

  push(message: string, change: (files: ReadonlyMap<string, string>) => Changes | undefined): Promise<boolean> {
    const changes = change(this.head);
    if (changes !== undefined) this.commit(message, changes);
    return Promise.resolve(changes !== undefined);
  }

  async publish(request: PublishRequest, meanwhile?: () => Promise<void>): Promise<Outcome> {
    const seen = this.head;
    const planned = this.attempt(request);
    await meanwhile?.();
    // The push is rejected where somebody else has pushed: everything is computed anew.
    const { codes, changes } = seen === this.head ? planned : this.attempt(request);
    if (codes.length > 0 || changes === undefined || request.killed) return { codes, commit: undefined };
    this.pushed += 1;
    const commit = `publish ${this.pushed}`;
    this.commit(commit, changes);
    return { codes, commit };
  }

  newCommits(): Promise<readonly string[]> {
    const commits = this.commits;
    this.commits = [];
    return Promise.resolve(commits);
  }

  private commit(message: string, changes: Changes): void {
    const files = new Map(this.head);
    for (const [path, text] of changes) {
      if (text === undefined) this.deleted.set(path, files.get(path) ?? '');
      if (text === undefined) files.delete(path);
      else files.set(path, text);
      if (text !== undefined && !this.ids.has(text)) {
        this.ids.set(text, blobId(text));
        this.blobs.set(blobId(text), text);
      }
    }
    this.head = files;
    this.commits.push(message);
  }

  private attempt({ cluster, path, files, source, consents }: PublishRequest): { codes: readonly string[]; changes?: Changes } {
    const prefix = `${path}/`;
    const entries = new Map<string, { mode: string; oid: string }>();
    for (const [name, text] of this.head) {
      if (!name.startsWith(prefix) || name === prefix + inventoryPath) continue;
      entries.set(name.slice(prefix.length), { mode: '100644', oid: this.ids.get(text) ?? '' });
    }
    const written = this.head.get(prefix + inventoryPath);
    const inventory = written === undefined ? undefined : Inventory.parse(JSON.parse(written));
    if (inventory !== undefined && Number(inventory.source) > source) return { codes: ['OWN012'] };
    const tree = { entries, inventory, format: 'sha1' } as const;
    const last = deletedPaths(files, tree).map((name): [string, string] => [name, this.deleted.get(prefix + name) ?? '']);
    const deleted = new Map(last.map(([name, text]) => [name, this.ids.get(text) ?? '']));
    const needed = [...contentsNeeded(files, tree), ...deleted.values()];
    const contents = new Map(needed.map((oid) => [oid, this.blobs.get(oid) ?? '']));
    const planned = plan(files, { ...tree, deleted, contents }, consents, { cluster, commit: String(source) });
    const errors = planned.diagnostics.filter(({ diagnostic }) => hasErrors([diagnostic]));
    const codes = [...new Set(errors.map(({ diagnostic }) => diagnostic.code))].sort();
    if (codes.length > 0 || !planned.changed) return { codes };
    return { codes, changes: changesOf(planned, prefix) };
  }
}

function changesOf({ writes, deletes, inventory }: Plan, prefix: string): Changes {
  const written = [...writes, [inventoryPath, formatInventory(inventory)] as const];
  return new Map<string, string | undefined>([
    ...deletes.map((path) => [prefix + path, undefined] as const),
    ...written.map(([path, text]) => [prefix + path, text] as const),
  ]);
}
