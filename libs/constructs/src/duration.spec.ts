import { describe, expect, it } from 'vitest';
import { Duration, durationSeconds } from './duration';

describe('Duration', () => {
  it.each([
    ['5m', 300],
    ['90s', 90],
    ['1h30m', 5400],
    ['1.5h', 5400],
    ['250ms', 0.25],
    ['1h0m0s', 3600],
  ])('%s is %d seconds', (text, seconds) => {
    expect(Duration.parse(text)).toBe(text);
    expect(durationSeconds(text)).toBe(seconds);
  });

  it.each(['', '5', '5 m', '5min', '-5m', 'm', '1d', '0s', '0h0m', '5M'])('refuses %j', (text) => {
    expect(Duration.safeParse(text).success).toBe(false);
  });
});
