/** The fields of a schedule, in order, with their bounds and the names that stand for numbers. */
const fields = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day of the month', least: 1, most: 31, names: [] },
  {
    name: 'month',
    least: 1,
    most: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;
type Field = (typeof fields)[number];

const descriptors: ReadonlySet<string> = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);
const duration = /^@every [-+]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/;

/** What is wrong with a schedule, in the grammar of robfig/cron v3 that the API server uses; undefined where nothing is. */
export function scheduleProblem(schedule: string): string | undefined {
  const text = schedule.replace(/^(TZ|CRON_TZ)=\S+\s+/, '').trim();
  if (text.startsWith('@')) {
    return descriptors.has(text) || duration.test(text)
      ? undefined
      : `knows ${[...descriptors].join(', ')} and @every <duration>`;
  }
  const parts = text.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== fields.length) return `must have 5 fields (minute, hour, day, month, weekday), not ${parts.length}`;
  for (const [index, field] of fields.entries()) {
    const problem = fieldProblem(parts[index] ?? '', field);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function fieldProblem(text: string, field: Field): string | undefined {
  for (const range of text.split(',').filter((part) => part !== '')) {
    const problem = rangeProblem(range, field);
    if (problem !== undefined) return `${problem} as the ${field.name} ("${range}")`;
  }
  return undefined;
}

function rangeProblem(range: string, field: Field): string | undefined {
  const [span = '', step, ...more] = range.split('/');
  const [first = '', last, ...others] = span.split('-');
  if (more.length > 0 || others.length > 0) return 'cannot read this';
  if (step !== undefined && !/^\+?\d+$/.test(step)) return 'cannot read this';
  if (step !== undefined && Number(step) === 0) return 'cannot take steps of 0';
  if (first === '*' || first === '?') return undefined;
  const [start, end] = [valueOf(first, field), last === undefined ? undefined : valueOf(last, field)];
  if (start === undefined || (last !== undefined && end === undefined)) return 'cannot read this';
  const stop = end ?? (step === undefined ? start : field.most);
  if (start < field.least || stop > field.most) return `takes ${field.least} to ${field.most}`;
  return start > stop ? 'cannot begin a range after its end' : undefined;
}

function valueOf(text: string, { least, names }: Field): number | undefined {
  const position = (names as readonly string[]).indexOf(text.toLowerCase());
  if (position >= 0) return position + least;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}
