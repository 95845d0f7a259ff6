import { setTimeout } from 'node:timers/promises';

/** What a probe throws while what it looks for is not there yet; the message says what it has seen instead. */
export class NotYet extends Error {}

export interface Patience {
  /** Default: a minute, many times what any step takes on two cores. */
  readonly milliseconds?: number;
  /** Throws where waiting has become pointless. */
  readonly pointless?: () => void;
}

const betweenProbes = 100;

/**
 * Waits until a probe returns rather than throws, and returns what it did. There is no other waiting in the harness.
 * @param what stands in the failure: `waited 60 s for <what>; last seen: <what the probe threw>`
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T> | T,
  { milliseconds = 60_000, pointless }: Patience = {},
): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    try {
      return await probe();
    } catch (thrown) {
      const seen = thrown instanceof Error ? thrown.message : String(thrown);
      try {
        pointless?.();
      } catch (reason) {
        throw new Error(`waited for ${what}, but ${reason instanceof Error ? reason.message : String(reason)}`, {
          cause: thrown,
        });
      }
      if (performance.now() >= deadline) {
        throw new Error(`waited ${String(milliseconds / 1000)} s for ${what}; last seen: ${seen}`, { cause: thrown });
      }
    }
    await setTimeout(betweenProbes);
  }
}
