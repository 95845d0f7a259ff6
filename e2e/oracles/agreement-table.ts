import type { Mutation } from './api-cases/mutants';
import type { Verdict } from './api-verdict';
import type { Refusal } from './our-verdict';

/** One manifest as both see it. */
export interface Judged {
  readonly mutation: Mutation;
  readonly what: string;
  readonly theirs: Verdict;
  /** Undefined where it is taken here. */
  readonly ours: Refusal | undefined;
}

const header = ['mutation', 'judged', 'both take', 'both refuse', 'only the server refuses', 'only we refuse', 'on purpose'];
/** Of each kind, not to print hundreds. */
const examples = 25;

/** The table by kind of mutation with all disagreements below it, and agreement: both refuse, of those that any refuses, in per cent. */
export function agreementTable(all: readonly Judged[]): { readonly lines: readonly string[]; readonly agreement: number } {
  const judged = all.filter(({ theirs }) => theirs.verdict !== 'unjudged');
  const mutations = [...new Set(judged.map(({ mutation }) => mutation))].sort();
  const counted = mutations.map((mutation) => [mutation, ...count(judged.filter((one) => one.mutation === mutation))]);
  const total = count(judged);
  const [, , bothRefuse, missed, excess] = total;
  const rows = [header, ...counted, ['all', ...total]].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const refused = bothRefuse + missed + excess;
  const agreement = refused === 0 ? 100 : (100 * bothRefuse) / refused;
  return {
    agreement,
    lines: [
      ...rows.map((row) =>
        row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
      ),
      `of what any of the two refuses, both refuse ${agreement.toFixed(1)} %; not judged: ${String(all.length - judged.length)}`,
      ...list(
        'only the server refuses',
        judged.filter(isMissed).map(({ what, theirs }) => `${what}: ${theirs.reason ?? ''}`),
      ),
      ...list(
        'only we refuse',
        judged.filter(isExcess).map(({ what, ours }) => `${what}: ${ours?.reason ?? ''}`),
      ),
    ],
  };
}

function count(judged: readonly Judged[]): readonly [number, number, number, number, number, number] {
  const refuses = ({ theirs }: Judged): boolean => theirs.verdict === 'refused';
  const bothTake = judged.filter((one) => !refuses(one) && one.ours === undefined).length;
  const bothRefuse = judged.filter((one) => refuses(one) && one.ours !== undefined).length;
  const onPurpose = judged.filter((one) => !refuses(one) && one.ours?.onPurpose === true).length;
  return [judged.length, bothTake, bothRefuse, judged.filter(isMissed).length, judged.filter(isExcess).length, onPurpose];
}

function isMissed({ theirs, ours }: Judged): boolean {
  return theirs.verdict === 'refused' && ours === undefined;
}

function isExcess({ theirs, ours }: Judged): boolean {
  return theirs.verdict === 'accepted' && ours?.onPurpose === false;
}

function list(title: string, all: readonly string[]): readonly string[] {
  const lines = [...new Set(all.map((line) => line.replace(/\s+/g, ' ')))];
  const rest = lines.length - examples;
  return lines.length === 0
    ? []
    : [
        `${title}:`,
        ...lines.slice(0, examples).map((line) => `  ${line.slice(0, 240)}`),
        ...(rest > 0 ? [`  and ${String(rest)} more`] : []),
      ];
}
