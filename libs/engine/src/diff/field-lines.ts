import { isJsonObject, toYaml, type Json, type JsonArray } from '@gitops/manifest';
import type { FieldChange } from './cluster-diff';
import { lineDiff, type DiffLine } from './line-diff';

/** Longer values are shown as lines of their own. */
const shortValue = 100;

/** `spec.replicas: 3 -> 2` where both values are short, undefined where they need lines. */
export function shortChange({ path, before, after }: FieldChange): string | undefined {
  const [old, next] = [before, after].map((value) => (value === undefined ? undefined : shortText(value)));
  return before === undefined || after === undefined || old === undefined || next === undefined
    ? undefined
    : `${path}: ${old} -> ${next}`;
}

/** The change of one field as lines. Characters that a terminal would act on, or that nobody would see, are written out. */
export function fieldLines(field: FieldChange): readonly DiffLine[] {
  return rawLines(field).map(({ mark, text }) => ({ mark, text: visible(text) }));
}

function rawLines({ path, before, after }: FieldChange): readonly DiffLine[] {
  const sides = [
    { mark: '-', value: before },
    { mark: '+', value: after },
  ] as const;
  const there = sides.flatMap(({ mark, value }) => (value === undefined ? [] : [{ mark, short: shortText(value) }]));
  if (path !== '' && there.every(({ short }) => short !== undefined)) {
    return there.map(({ mark, short = '' }) => ({ mark, text: `${path}: ${short}` }));
  }
  const heading: readonly DiffLine[] = path === '' ? [] : [{ mark: ' ', text: `${path}:` }];
  const lines = lineDiff(valueLines(before), valueLines(after));
  return [...heading, ...lines.map(({ mark, text }) => ({ mark, text: path === '' ? text : `  ${text}` }))];
}

/** Undefined for what has parts or lines of its own. Texts are quoted: "3" is not 3. */
function shortText(value: Json): string | undefined {
  const scalars = Array.isArray(value) && (value as JsonArray).every((item) => item === null || typeof item !== 'object');
  if (typeof value === 'object' && value !== null && !scalars && Object.keys(value).length > 0) return undefined;
  if (typeof value === 'string' && value.trimEnd().includes('\n')) return undefined;
  const text = JSON.stringify(value);
  return text.length > shortValue ? undefined : visible(text);
}

function valueLines(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return value.replace(/\n$/, '').split('\n');
  if (isJsonObject(value)) return yamlLines(toYaml(value)).slice(1);
  return yamlLines(toYaml({ value })).slice(2);
}

function yamlLines(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character === '\t' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
