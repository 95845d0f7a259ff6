import type { BenchmarkResult } from './benchmark';
import type { PublishBenchmarkResult } from './publish';
import type { Sample } from './statistics';

/** A result for people, in tables of one screen. */
export function renderResult({ comparison, growth, edit }: BenchmarkResult): string {
  const { apps, objects, ours, cdk8s, ratio } = comparison;
  return `${count(apps)} apps, ${count(objects)} objects: whole processes, by turns

${table([
  ['', 'fastest', 'median', 'slowest'],
  ['gitops synth', ...columns(ours, seconds)],
  ['cdk8s synth', ...columns(cdk8s, seconds)],
  ['ratio', ...columns(ratio, decimals)],
])}

gitops synth validates and lays out all objects; cdk8s synth does neither. Both start at the TypeScript.

Growth of gitops synth: exponent ${decimals(growth.exponent)} (1 is a straight line)

${table([
  ['apps', 'fastest', 'median', 'slowest', 'ms per app'],
  ['1', ...columns(growth.startUp, seconds), '(starting)'],
  ...growth.rows.map((row) => [count(row.apps), ...columns(row, seconds), decimals(row.perApp)]),
])}

ms per app: the fastest run, less what starting costs

After an edit to one of ${count(edit.apps)} apps: ${edit.filesWritten.length} file written (${edit.filesWritten.join(', ')}), ${seconds(edit.time.median)}
`;
}

export function renderPublish({ files, comparisons }: PublishBenchmarkResult): string {
  return comparisons
    .map(
      ({ filters, whole, synth, publish, bare, ratio, trace, bareTrace }) =>
        `A publish that changes one of ${count(files)} files, on a server that ${filters ? 'filters' : 'cannot filter'}

${table([
  ['', 'fastest', 'median', 'slowest', 'processes', 'connections', 'objects fetched'],
  ['gitops publish', ...columns(whole, seconds), '', '', ''],
  ['of it, synth', ...columns(synth, seconds), '', '', ''],
  ['of it, the rest', ...columns(publish, seconds), ...counts(trace)],
  ['git clone and push', ...columns(bare, seconds), ...counts(bareTrace)],
  ['ratio to the rest', ...columns(ratio, decimals), '', '', ''],
])}
`,
    )
    .join('\n');
}

function counts({
  processes,
  connections,
  fetchedObjects,
}: PublishBenchmarkResult['comparisons'][number]['trace']): readonly string[] {
  return [processes, connections, fetchedObjects].map(count);
}

function columns({ min, median, max }: Sample, format: (value: number) => string): readonly string[] {
  return [min, median, max].map(format);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('   ')}`).join('\n');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function decimals(value: number): string {
  return value.toFixed(2);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
