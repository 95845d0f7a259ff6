import { closest } from '@gitops/diagnostics';
import { describe, identityOf } from '@gitops/manifest';
import type { SynthesizedFile } from '../synth/synthesized-file';
import { inventoryPath } from './inventory';
import type { Consents, LiveTree } from './plan-types';

/** An option of the command line names no object: whoever typed it meant another one, and thinks to have agreed to it. */
export class UnknownObject extends Error {}

type ObjectConsents = Omit<Consents, 'adopt'>;

const options = {
  overwriteDrift: '--overwrite-drift',
  acceptImage: '--accept-image',
  allowRemoval: '--allow-removal',
} as const satisfies Record<keyof ObjectConsents, string>;

/**
 * Whether each consent names an object or a file that is published or made.
 * @throws UnknownObject for the first that does not
 */
export function checkConsents(consents: ObjectConsents, next: readonly SynthesizedFile[], { inventory }: LiveTree): void {
  const named = [...Object.entries(options)].flatMap(([key, option]) =>
    [...consents[key as keyof ObjectConsents]].map((name) => ({ option, name })),
  );
  if (named.length === 0) return;
  const made = next.flatMap(({ path, manifest }) => [path, ...(manifest === undefined ? [] : namesOf(manifest))]);
  const published = Object.entries(inventory?.files ?? {}).flatMap(([path, { identity = '' }]) => [
    path,
    identity,
    identity.slice(identity.lastIndexOf('/') + 1),
  ]);
  const known = new Set([inventoryPath, ...made, ...published]);
  const unknown = named.find(({ name }) => !known.has(name) && !known.has(asIdentity(name)));
  if (unknown === undefined) return;
  const meant = closest(unknown.name, known);
  throw new UnknownObject(
    `${unknown.option} ${unknown.name}: nothing of that name is published or made${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}

function namesOf(manifest: NonNullable<SynthesizedFile['manifest']>): readonly string[] {
  return [manifest.metadata.name, identityOf(manifest), describe(manifest)];
}

/** `Deployment shop/web`, as messages write it, is `shop:deployment/web` to the inventory. */
function asIdentity(described: string): string {
  const [, kind = '', namespace = '<cluster>', name = ''] = /^(\S+) (?:([^/\s]+)\/)?(\S+)$/.exec(described) ?? [];
  return `${namespace}:${kind.toLowerCase()}/${name}`;
}
