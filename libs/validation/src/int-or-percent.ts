import type { Json } from '@gitops/manifest';

/** What is wrong with a count or percentage, as the end of a sentence; undefined where nothing is, or it has another type. */
export function countProblem(value: Json | undefined, mostPercent = Number.POSITIVE_INFINITY): string | undefined {
  if (typeof value === 'number') return value < 0 ? `must not be negative, and is ${value}` : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^(\d+)%$/.exec(value);
  if (match === null) return `must be a number or a percentage such as "25%", and is "${value}"`;
  return Number(match[1]) > mostPercent ? `must be at most ${mostPercent}%, and is ${value}` : undefined;
}

/** Whether a count or percentage is 0; undefined counts as the default that is given. */
export function isZero(value: Json | undefined, byDefault: boolean): boolean {
  if (value === undefined || value === null) return byDefault;
  return value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
}
