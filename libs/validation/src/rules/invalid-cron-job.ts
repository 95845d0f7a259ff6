import { objectAt, stringAt } from '@gitops/manifest';
import { scheduleProblem } from '../cron-schedule';
import { minorNumber } from '../syntax';
import type { Rule } from './rule';

const zonePart = /^[A-Za-z.\-_0-9+]{1,14}$/;

/** Schedule and time zone of a CronJob. */
export const invalidCronJob: Rule = function* (manifest, { minor }) {
  if (manifest.kind !== 'CronJob' || manifest.apiVersion !== 'batch/v1') return;
  const spec = objectAt(manifest['spec']);
  const [schedule, zone] = [stringAt(spec['schedule']), stringAt(spec['timeZone'])];
  if (schedule !== undefined && schedule !== '') {
    const problem = scheduleProblem(schedule);
    const path = ['spec', 'schedule'];
    if (problem !== undefined) yield { code: 'K8S032', path, message: `schedule "${schedule}": a schedule ${problem}` };
    // Without timeZone, 1.27 and 1.28 still take it.
    if (schedule.includes('TZ') && (zone !== undefined || minorNumber(minor) >= 29)) {
      yield { code: 'K8S032', path, message: 'the schedule sets a time zone', help: 'remove TZ= and set spec.timeZone' };
    }
  }
  if (zone !== undefined && !isTimeZone(zone)) {
    yield {
      code: 'K8S032',
      path: ['spec', 'timeZone'],
      message: `"${zone}" is no time zone`,
      help: 'write one such as Asia/Shanghai or Etc/UTC',
    };
  }
};

function isTimeZone(zone: string): boolean {
  const parts = zone.split('/');
  if (!parts.every((part) => zonePart.test(part) && part !== '.' && part !== '..' && !part.startsWith('-'))) return false;
  if (zone.toLowerCase() === 'local') return false;
  try {
    const found = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    // The server looks for a file of that name, in just these letters.
    return found === zone || found.toLowerCase() !== zone.toLowerCase();
  } catch {
    return false;
  }
}
