import * as fc from 'fast-check';
import { steps, type Step } from './step';

export interface Histories {
  readonly count: number;
  /** Of steps. */
  readonly maxLength: number;
  /** Histories that are played at once. */
  readonly lanes?: number;
}

/**
 * Plays random histories. A failure is printed with its seed and path, after which `HISTORY_SEED=<seed> HISTORY_PATH=<path>`
 * plays it again, alone.
 * @throws Error with the shortest history that fails
 */
export async function playHistories(
  play: (all: readonly Step[]) => Promise<void>,
  { count, maxLength, lanes = 1 }: Histories,
): Promise<void> {
  const property = fc.asyncProperty(steps({ minLength: 2, maxLength }), play);
  const { HISTORY_SEED: seed, HISTORY_PATH: path } = process.env;
  if (seed !== undefined) return fc.assert(property, { seed: Number(seed), ...(path !== undefined && { path }) });
  const numRuns = Math.ceil(count / lanes);
  await Promise.all(Array.from({ length: lanes }, () => fc.assert(property, { numRuns })));
}
