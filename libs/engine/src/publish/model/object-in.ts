import type { Manifest } from '@gitops/manifest';
import { readLive } from '../live-object';

/** The object in a published file. */
export function objectIn(text: string): Manifest | undefined {
  const live = readLive(text);
  return live.kind === 'object' ? live.manifest : undefined;
}
