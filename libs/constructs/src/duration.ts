import { z } from 'zod';

const secondsPer: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/**
 * A duration as Go's time.ParseDuration reads it, in hours, minutes, seconds and milliseconds: "90s", "1h30m". More than
 * zero, because a Go ticker of zero ends the program.
 */
export const Duration = z
  .string()
  .refine(
    (text) => /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text) && durationSeconds(text) > 0,
    'expected a duration of more than zero, such as "90s", "5m" or "1h30m"',
  );

/** The length of a duration in seconds. */
export function durationSeconds(duration: string): number {
  return [...duration.matchAll(/([\d.]+)(ms|s|m|h)/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (secondsPer[unit] ?? 0),
    0,
  );
}
