import { type Diagnostic } from '@gitops/diagnostics';
import { describe, formatPath, identityOf, type Difference, type Json, type Manifest } from '@gitops/manifest';
import { diagnose } from '../diagnostic';
import { chartDirectories } from '../disk/chart-directories';
import { blobId, inventoryPath, type InventoryEntry } from './inventory';
import { readLive, type LiveFile } from './live-object';
import type { SynthesizedFile } from '../synth/synthesized-file';
import type { Consents, LiveTree, PlanDiagnostic, PlannedCarry, PlannedChange } from './plan-types';

/** A plan in the making: what is published, looked up by path and by identity, and what has been decided so far. */
export class Draft {
  readonly writes = new Map<string, string>();
  readonly deletes = new Set<string>();
  readonly files: Record<string, InventoryEntry> = {};
  readonly changes: PlannedChange[] = [];
  readonly carried: PlannedCarry[] = [];
  readonly diagnostics: PlanDiagnostic[] = [];
  /** Paths whose history somebody has asked for in vain. */
  readonly lacks = new Set<string>();
  /** Whether the inventory has to be written even if no file is: it takes what somebody did, and TypeScript agrees with, for drift. */
  stale = false;
  /** Paths of the inventory by the identity of the object that was published there. */
  private readonly publishedAt: ReadonlyMap<string, string>;
  /** Paths of files that are not ours by the identities in them. */
  private readonly foreignAt = new Map<string, string>();
  private readonly parsed = new Map<string, LiveFile>();

  constructor(
    readonly live: LiveTree,
    readonly consents: Consents,
  ) {
    const known = Object.entries(live.inventory?.files ?? {});
    this.publishedAt = new Map(
      known.flatMap(([path, { identity }]) => (identity === undefined ? [] : [[identity, path] as const])),
    );
    const charts = chartDirectories(live.entries.keys());
    for (const [path, { oid }] of live.entries) {
      if (this.entryAt(path) !== undefined || !/\.ya?ml$/.test(path)) continue;
      // A template in somebody's chart clashes with nothing: Flux does not read it.
      if (charts.some((chart) => path.startsWith(chart))) continue;
      const file = this.fileWith(oid);
      for (const manifest of file?.kind === 'object' ? [file.manifest] : (file?.objects ?? []))
        this.foreignAt.set(identityOf(manifest), path);
    }
  }

  /** What the inventory says of a path. */
  entryAt(path: string): InventoryEntry | undefined {
    const files = this.live.inventory?.files ?? {};
    return Object.hasOwn(files, path) ? files[path] : undefined;
  }

  publishedPathOf(manifest: Manifest): string | undefined {
    return this.publishedAt.get(identityOf(manifest));
  }

  foreignPathOf(manifest: Manifest): string | undefined {
    return this.foreignAt.get(identityOf(manifest));
  }

  /** The content of a published file; undefined where nobody asked for it. */
  fileWith(oid: string): LiveFile | undefined {
    const text = this.live.contents.get(oid);
    if (text === undefined) return undefined;
    const file = this.parsed.get(oid) ?? readLive(text);
    this.parsed.set(oid, file);
    return file;
  }

  /** What stood in a file since it was published, newest first; undefined where that has to be looked up first. */
  versionsOf(path: string): readonly LiveFile[] | undefined {
    const oids = this.live.versions?.get(path);
    if (oids === undefined) this.lacks.add(path);
    return oids?.flatMap((oid) => this.fileWith(oid) ?? []);
  }

  idOf(text: string): string {
    return blobId(text, this.live.format);
  }

  /** Takes a file into the inventory, and writes it where its bytes differ from what is there. */
  keep(file: SynthesizedFile, text: string, declared: Readonly<Record<string, string>> = {}): void {
    const blob = this.idOf(text);
    const synthesized = text === file.text ? blob : this.idOf(file.text);
    if (this.live.entries.get(file.path)?.oid !== blob) this.writes.set(file.path, text);
    this.files[file.path] = {
      blob,
      ...(synthesized !== blob && { synthesized }),
      definition: file.definition,
      ...(file.manifest && { identity: identityOf(file.manifest) }),
      ...(Object.keys(declared).length > 0 && { declared }),
    };
  }

  report(code: Diagnostic['code'], parts: Omit<Diagnostic, 'code' | 'severity'>, blame?: string): void {
    this.diagnostics.push({ diagnostic: diagnose(code, parts), ...(blame !== undefined && { blame }) });
  }

  /** Whether an option that takes objects names this one: by its name, its identity or its path. */
  static names(names: ReadonlySet<string>, manifest: Manifest | undefined, path: string): boolean {
    return (
      names.has(path) ||
      (manifest !== undefined &&
        (names.has(manifest.metadata.name) || names.has(identityOf(manifest)) || names.has(describe(manifest))))
    );
  }
}

/** Of what is not in the inventory; that may be because the inventory is gone. */
export const adoptionHelp = `take what is right into the TypeScript, then publish with --adopt; if publish made it, restore ${inventoryPath} instead`;

/** `spec.replicas: published 3, now 5`, for each field. Values of a Secret are not told: CI logs have more readers than a cluster. */
export function describeDifferences({ apiVersion, kind }: Manifest, found: readonly Difference[]): readonly string[] {
  return found.map(({ path, before, after }) => {
    const secret = kind === 'Secret' && apiVersion === 'v1' && (path[0] === 'data' || path[0] === 'stringData');
    return `${formatPath(path)}: published ${secret ? 'a secret' : show(before)}, now ${secret ? 'another' : show(after)}`;
  });
}

function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
