import { hash } from 'node:crypto';
import { z } from 'zod';

/** Where a cluster's inventory lies, relative to its directory. Flux reads only .yaml and .yml. */
export const inventoryPath = '.gitops/inventory.json';

const InventoryEntry = z.strictObject({
  /** Git's id of the file as it was published. A live file with this id is untouched and need not be read. */
  blob: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** The id that the file would have as synthesized, where that is another: something was carried, or is written differently. */
  synthesized: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .optional(),
  /** The app or platform component that made it. */
  definition: z.string(),
  /** Of the object in the file; other files have none. */
  identity: z.string().optional(),
  /** The tags that TypeScript declared for what Flux owns, by container. */
  declared: z.record(z.string(), z.string()).optional(),
});
export type InventoryEntry = Readonly<z.output<typeof InventoryEntry>>;

/** What was published, written by publish alone. Pruning, drift and the order of publishes stand on it. */
export const Inventory = z.strictObject({
  version: z.literal(1),
  cluster: z.string(),
  /** The commit of the monorepo. */
  source: z.string(),
  files: z.record(z.string(), InventoryEntry),
});
export type Inventory = Readonly<z.output<typeof Inventory>>;

/** Deterministic, one line per file, so that a publish changes few of them. */
export function formatInventory({ version, cluster, source, files }: Inventory): string {
  const lines = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, entry]) => `    ${JSON.stringify(path)}: ${JSON.stringify(entry)}`);
  const head = Object.entries({ version, cluster, source }).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${head.join('')}  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** The id that git gives a file with this text. */
export function blobId(text: string, format: 'sha1' | 'sha256' = 'sha1'): string {
  return hash(format, `blob ${Buffer.byteLength(text)}\0${text}`);
}
