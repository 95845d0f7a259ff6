import * as fc from 'fast-check';
import { steps, type Step } from './step';

export interface Histories {
  readonly count: number;
  /** Of steps; default: 2. */
  readonly minLength?: number;
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
  { count, minLength = 2, maxLength, lanes = 1 }: Histories,
): Promise<void> {
  // Most that can be found is found by short ones, which cost less.
  const middle = Math.ceil((minLength + maxLength) / 2);
  const short = { arbitrary: steps({ minLength, maxLength: middle }), weight: 3 };
  const long = { arbitrary: steps({ minLength: middle, maxLength }), weight: 1 };
  const property = fc.asyncProperty(fc.oneof(short, long), play);
  const { HISTORY_SEED: seed, HISTORY_PATH: path } = process.env;
  if (seed !== undefined)
    return fc.assert(property, { seed: Number(seed), endOnFailure: true, ...(path !== undefined && { path }) });
  const numRuns = Math.ceil(count / lanes);
  await Promise.all(Array.from({ length: lanes }, () => fc.assert(property, { numRuns })));
}
