import type { JsonObject } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findings, object } from '../fixtures';
import type { JsonSchema } from './json-schema';

const Chart = z.union([
  z.strictObject({ git: z.string(), path: z.string() }),
  z.strictObject({ repository: z.string(), name: z.string(), version: z.string() }),
]);
const Release = z.strictObject({
  apiVersion: z.literal('example.com/v1'),
  kind: z.literal('Release'),
  metadata: z.looseObject({}),
  spec: z.strictObject({
    chart: Chart,
    history: z.int().min(0).optional(),
    values: z.record(z.string(), z.unknown()).optional(),
    names: z.record(z.enum(['a', 'b']), z.string()).optional(),
    mode: z.enum(['fast', 'slow']).optional(),
    source: z.union([z.string(), z.array(z.string())]).optional(),
  }),
});
const schema = z.toJSONSchema(Release) as JsonSchema;
const extraKinds = [{ apiVersion: 'example.com/v1', kind: 'Release', scope: 'Namespaced', schema }] as const;
const chart = { git: 'ssh://x', path: 'charts/a' };

describe('a kind with a JSON schema that zod wrote', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['right', { chart, history: 3, values: { deep: [{ a: null }] }, mode: 'fast', source: ['a'] }, []],
    ['the other form', { chart: { repository: 'https://x', name: 'a', version: '1' } }, []],
    ['neither form', { chart: { git: 'ssh://x' } }, ['SCH003 spec.chart: missing field "path" — add "path" to "chart"']],
    ['an unknown field', { chart, chrat: 1 }, ['SCH001 spec.chrat: unknown field "chrat" — did you mean "chart"?']],
    ['a bound', { chart, history: -1 }, ['SCH005 spec.history: -1 must be at least 0']],
    ['an enum', { chart, mode: 'fsat' }, ['SCH005 spec.mode: "fsat" must be one of "fast", "slow" — did you mean "fast"?']],
    ['no type of a union', { chart, source: 3 }, ['SCH002 spec.source: expected a string or a list, got the number 3']],
    [
      'a list item of a union',
      { chart, source: [3] },
      ['SCH002 spec.source[0]: expected a string, got the number 3 — write it as a string: "3"'],
    ],
    ['null', { chart, history: null }, ['SCH002 spec.history: expected a whole number, got null']],
  ])('%s', (_title, spec, expected) => {
    expect(findings(object('example.com/v1', 'Release', { spec }), { extraKinds })).toEqual(expected);
  });

  it('checks metadata as Kubernetes does', () => {
    const manifest = object('example.com/v1', 'Release', { metadata: { lables: {} }, spec: { chart } });
    expect(findings(manifest, { extraKinds })).toEqual([
      'SCH001 metadata.lables: unknown field "lables" — did you mean "labels"?',
    ]);
  });
});
