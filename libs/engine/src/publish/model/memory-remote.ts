import { hasErrors } from '@gitops/diagnostics';
import { contentsNeeded } from '../contents-needed';
import { blobId, formatInventory, Inventory, inventoryPath } from '../inventory';
import { plan } from '../plan';
import type { Plan } from '../plan-types';
import type { Changes, Kill, Outcome, PublishRequest, Remote } from './remote';

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
    /** The ids of what stood in each file, oldest first. */
    private readonly versions = new Map<string, readonly string[]>(),
    /** Sources by cluster. */
    private readonly records = new Map<string, number>(),
  ) {}

  /** Another repository with the same content. What is known of texts is shared. */
  copy(): MemoryRemote {
    return new MemoryRemote(this.head, this.ids, this.blobs, new Map(this.versions), new Map(this.records));
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
    if (codes.length === 0) this.records.set(request.cluster, request.source);
    if (codes.length > 0 || changes === undefined) return { codes, commit: undefined };
    this.pushed += 1;
    const commit = `publish ${this.pushed}`;
    this.commit(commit, changes);
    return { codes, commit };
  }

  async kill(request: PublishRequest, { call }: Kill): Promise<void> {
    if (call > 9) await this.publish(request);
  }

  recorded(cluster: string): Promise<number> {
    return Promise.resolve(this.records.get(cluster) ?? 0);
  }

  newCommits(): Promise<readonly string[]> {
    const commits = this.commits;
    this.commits = [];
    return Promise.resolve(commits);
  }

  private commit(message: string, changes: Changes): void {
    const files = new Map(this.head);
    for (const [path, text] of changes) {
      if (text === undefined) files.delete(path);
      else files.set(path, text);
      if (text !== undefined && !this.ids.has(text)) {
        this.ids.set(text, blobId(text));
        this.blobs.set(blobId(text), text);
      }
      if (text !== undefined) this.versions.set(path, [...(this.versions.get(path) ?? []), this.ids.get(text) ?? '']);
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
    const inventory = written === undefined ? undefined : readInventory(written);
    if (Math.max(Number(inventory?.source ?? 0), this.records.get(cluster) ?? 0) > source) return { codes: ['OWN012'] };
    const tree = { entries, inventory, format: 'sha1' } as const;
    const attempt = (lacks: readonly string[]): Plan => {
      const versions = new Map(lacks.map((name) => [name, this.versionsSince(prefix + name, inventory?.files[name]?.blob)]));
      const needed = [...contentsNeeded(files, tree), ...[...versions.values()].flat()];
      const contents = new Map(needed.map((oid) => [oid, this.blobs.get(oid) ?? '']));
      return plan(files, { ...tree, versions, contents }, consents, { cluster, commit: String(source) });
    };
    const first = attempt([]);
    const planned = first.lacks.length > 0 ? attempt(first.lacks) : first;
    const errors = planned.diagnostics.filter(({ diagnostic }) => hasErrors([diagnostic]));
    const codes = [...new Set(errors.map(({ diagnostic }) => diagnostic.code))].sort();
    if (codes.length > 0 || !planned.changed) return { codes };
    return { codes, changes: changesOf(planned, prefix) };
  }

  /** Newest first, down to what was published. */
  private versionsSince(path: string, published: string | undefined): readonly string[] {
    const all = [...(this.versions.get(path) ?? [])].reverse();
    const last = all.findIndex((oid) => oid === published);
    return last < 0 ? all : all.slice(0, last + 1);
  }
}

function changesOf({ writes, deletes, inventory }: Plan, prefix: string): Changes {
  const written = [...writes, [inventoryPath, formatInventory(inventory)] as const];
  return new Map<string, string | undefined>([
    ...deletes.map((path) => [prefix + path, undefined] as const),
    ...written.map(([path, text]) => [prefix + path, text] as const),
  ]);
}

/** By text: most publishes read what the one before has written. */
const inventories = new Map<string, Inventory>();

function readInventory(text: string): Inventory {
  const inventory = inventories.get(text) ?? Inventory.parse(JSON.parse(text));
  if (inventories.size > 1_000) inventories.clear();
  inventories.set(text, inventory);
  return inventory;
}
