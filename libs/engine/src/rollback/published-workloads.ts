import { automatableKinds, identityOf } from '@gitops/manifest';
import { isFluxWorkload } from '@gitops/ownership';
import { chartDirectories } from '../disk/chart-directories';
import { submodule, type ConfigRepository, type TreeEntry } from '../git/config-repository';
import { Inventory, inventoryPath, type InventoryEntry } from '../publish/inventory';
import { readLive, type LiveFile } from '../publish/live-object';

/** A published file that holds a workload, or should hold one. */
export interface PublishedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly oid: string;
  readonly file: LiveFile;
  /** Undefined for a file that publish did not write. */
  readonly entry?: InventoryEntry;
}

/** A published file with the one workload in it. */
export interface PublishedWorkload extends PublishedFile {
  readonly file: Extract<LiveFile, { kind: 'object' }>;
}

export interface PublishedWorkloads {
  readonly workloads: readonly PublishedWorkload[];
  /** Files of which Flux could not read what they should hold, and files of others that hold several objects. */
  readonly unreadable: readonly PublishedFile[];
  /** Workloads that publish wrote, and whose files are gone. */
  readonly missing: readonly { readonly path: string; readonly identity: string }[];
  readonly inventory: 'read' | 'absent' | 'damaged';
}

/** fluxd looks for images in a CronJob too, although it cannot update it. */
const workloadKinds: ReadonlySet<string> = new Set([...automatableKinds, 'CronJob'].map((kind) => kind.toLowerCase()));

/**
 * The workloads in one cluster's directory, those that others wrote included. The inventory only spares the reading of
 * files that hold no workload: where it is missing or damaged every file is read, because a rollback must not depend on it.
 * @param directory of the cluster in the repository, '' for its root
 */
export async function publishedWorkloads(repository: ConfigRepository, directory: string): Promise<PublishedWorkloads> {
  const prefix = directory === '' ? '' : `${directory}/`;
  const tree = [...(await repository.files())].filter(([path]) => path.startsWith(prefix));
  const inventory = await readInventory(repository, new Map(tree).get(prefix + inventoryPath));
  const known = typeof inventory === 'object' ? inventory.files : {};
  const entryAt = (path: string): InventoryEntry | undefined => (Object.hasOwn(known, path) ? known[path] : undefined);
  const charts = chartDirectories(tree.map(([path]) => path));
  const candidates = tree.flatMap(([path, { mode, oid }]) => {
    const entry = entryAt(path.slice(prefix.length));
    const isFile = mode !== '120000' && mode !== submodule && /\.ya?ml$/.test(path);
    if (!isFile || charts.some((chart) => path.startsWith(chart)) || (entry !== undefined && !namesWorkload(entry))) return [];
    return [{ path, oid, ...(entry && { entry }) }];
  });
  const contents = await repository.read(candidates.map(({ oid }) => oid));
  const files = candidates.map((candidate): PublishedFile => ({
    ...candidate,
    file: readLive(contents.get(candidate.oid) ?? ''),
  }));
  const paths = new Set(tree.map(([path]) => path));
  const missing = Object.entries(known).flatMap(([path, entry]) =>
    paths.has(prefix + path) || !namesWorkload(entry) ? [] : [{ path: prefix + path, identity: entry.identity ?? '' }],
  );
  return {
    workloads: files.filter(isWorkload),
    unreadable: files.filter(({ file }) => file.kind === 'unreadable'),
    missing,
    inventory: typeof inventory === 'object' ? 'read' : inventory,
  };
}

function isWorkload(published: PublishedFile): published is PublishedWorkload {
  return published.file.kind === 'object' && isFluxWorkload(published.file.manifest);
}

/** The identities that a file holds, or that it held when it was published. */
export function identitiesIn({ file, entry }: PublishedFile): readonly string[] {
  const objects = file.kind === 'object' ? [file.manifest] : file.objects;
  return [...new Set([...objects.map(identityOf), ...(entry?.identity === undefined ? [] : [entry.identity])])];
}

function namesWorkload({ identity = '' }: InventoryEntry): boolean {
  return workloadKinds.has(/:([^/]*)\//.exec(identity)?.[1] ?? '');
}

async function readInventory(
  repository: ConfigRepository,
  entry: TreeEntry | undefined,
): Promise<Inventory | 'absent' | 'damaged'> {
  if (entry === undefined) return 'absent';
  if (entry.mode === submodule) return 'damaged';
  try {
    return Inventory.safeParse(JSON.parse((await repository.read([entry.oid])).get(entry.oid) ?? '')).data ?? 'damaged';
  } catch (failure) {
    if (failure instanceof SyntaxError) return 'damaged';
    throw failure;
  }
}
