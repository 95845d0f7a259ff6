import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { cronJob, findings } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'four fields',
    cronJob({ schedule: '0 3 * *' }),
    ['K8S032 spec.schedule: schedule "0 3 * *": a schedule must have 5 fields (minute, hour, day, month, weekday), not 4'],
  ],
  [
    'Sunday as 7',
    cronJob({ schedule: '0 3 * * 7' }),
    ['K8S032 spec.schedule: schedule "0 3 * * 7": a schedule takes 0 to 6 as the day of the week ("7")'],
  ],
  [
    'a word',
    cronJob({ schedule: '@Hourly' }),
    [
      'K8S032 spec.schedule: schedule "@Hourly": a schedule knows @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly and @every <duration>',
    ],
  ],
  [
    'backwards',
    cronJob({ schedule: '30-10 * * * *' }),
    ['K8S032 spec.schedule: schedule "30-10 * * * *": a schedule cannot begin a range after its end as the minute ("30-10")'],
  ],
  [
    'L',
    cronJob({ schedule: '0 0 L * *' }),
    ['K8S032 spec.schedule: schedule "0 0 L * *": a schedule cannot read this as the day of the month ("L")'],
  ],
  [
    'a time zone',
    cronJob({ timeZone: 'Beijing' }),
    ['K8S032 spec.timeZone: "Beijing" is no time zone — write one such as Asia/Shanghai or Etc/UTC'],
  ],
  [
    'two time zones',
    cronJob({ schedule: 'TZ=UTC 0 3 * * *', timeZone: 'Etc/UTC' }),
    ['K8S032 spec.schedule: the schedule sets a time zone — remove TZ= and set spec.timeZone'],
  ],
  [
    'steps, names and the 31st of February are fine',
    cronJob({ schedule: '*/15 0-6/2 31 feb MON-FRI', timeZone: 'Asia/Shanghai' }),
    [],
  ],
  [
    'a time zone in capitals',
    cronJob({ timeZone: 'ASIA/SHANGHAI' }),
    ['K8S032 spec.timeZone: "ASIA/SHANGHAI" is no time zone — write one such as Asia/Shanghai or Etc/UTC'],
  ],
  ...['Etc/UTC', 'UTC', 'GMT', 'Asia/Calcutta', 'US/Pacific', 'EST5EDT'].map(
    (timeZone): readonly [string, Manifest, readonly string[]] => [timeZone, cronJob({ timeZone }), []],
  ),
];

describe('invalid-cron-job', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
