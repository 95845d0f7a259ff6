import { describe, expect, it } from 'vitest';
import { scheduleProblem } from './cron-schedule';

describe('scheduleProblem', () => {
  it.each([
    '* * * * *',
    '0 0 31 2 *',
    '5/15 * * * *',
    '*/5,10-20/2 ? 1 JAN-mar sun',
    '0 0 1,15 * 0-6',
    '  0 0 * * *  ',
    '@hourly',
    '@every 1h30m',
    'TZ=Asia/Shanghai 0 3 * * *',
  ])('takes %s', (schedule) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  });

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '* * * * MONDAY',
    '1-2-3 * * * *',
    '*/0 * * * *',
    '*/x * * * *',
    '-1 * * * *',
    '9-5 * * * *',
    '0 0 L * *',
    '0 0 15W * *',
    '0 0 * * 5#3',
    '@Hourly',
    '@reboot',
    '@every soon',
  ])('refuses %s', (schedule) => {
    expect(scheduleProblem(schedule)).toBeDefined();
  });
});
