import type { Paint } from '@gitops/diagnostics';
import type { ClusterDiff, ObjectChange } from './cluster-diff';
import { carriedText } from '../publish/carried-text';
import { changeCounts, changeWords, counted, groupRisks } from './diff-counts';
import { fieldLines, shortChange } from './field-lines';

const styles = { '-': 'error', '+': 'label', '~': 'warning', '>': 'warning', ' ': undefined } as const;

/**
 * A diff for a terminal: risks, then each object with its fields, then what stays. Diagnostics are printed beside it.
 * @param paint default: no colours
 */
export function renderDiffText(diff: ClusterDiff, paint: Paint = (_, text) => text): string {
  const { cluster, changes, carried, risks } = diff;
  const lines = [
    `${paint('place', cluster)}: ${changeCounts(diff)}${risks.length === 0 ? '' : `, ${counted(risks.length, 'risk')}`}`,
    ...groupRisks(risks).flatMap(({ title, consequence, risks: group }) => [
      `  ${paint('warning', '!')} ${title}`,
      ...group.map(({ what, detail }) => `      ${what}: ${detail}`),
      `      ${paint('label', 'so')}: ${consequence}`,
    ]),
    ...changes.flatMap((change) => changeLines(change, paint)),
    ...carried.map((carry) => `  = ${carriedText(carry)}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function changeLines(change: ObjectChange, paint: Paint): readonly string[] {
  const { kind, path, what, from, fields } = change;
  const mark = changeWords[kind].mark as keyof typeof styles;
  const place = from === undefined ? path : `${from} -> ${path}`;
  return [
    `  ${painted(mark, `${mark} ${place}`, paint)}${what === path ? '' : `  ${what}`}`,
    ...fields.flatMap((field) => {
      const short = shortChange(field);
      if (short !== undefined) return [`      ${short}`];
      return fieldLines(field).map(({ mark: side, text }) => `    ${painted(side, `${side} ${text}`, paint)}`);
    }),
  ];
}

function painted(mark: keyof typeof styles, text: string, paint: Paint): string {
  const style = styles[mark];
  return style === undefined ? text : paint(style, text);
}
