import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../json';
import { toYaml } from './emit';
import { readYaml } from './read';
import { jsonObjects, tableDocuments } from './testdata/documents';

/** Every reader that this repository meets: the `yaml` package under both versions, and ours, which reads as fluxd does. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'YAML 1.1': (text) => parse(text, { version: '1.1', logLevel: 'error' }),
  'YAML 1.2': (text) => parse(text, { version: '1.2', logLevel: 'error' }),
  fluxd: (text) => readYaml(text).documents[0]?.value,
};

const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
};

/** Those that do not read back equal, with their text: the documents are too many for a test each. */
const misread = (documents: Iterable<JsonObject>, read: (text: string) => unknown): readonly string[] =>
  [...documents].flatMap((document) => {
    const text = toYaml(document);
    let value: unknown;
    try {
      value = read(text);
    } catch (error) {
      value = String(error);
    }
    return JSON.stringify(sortedKeys(value)) === JSON.stringify(sortedKeys(document))
      ? []
      : [`${JSON.stringify(document)}\n${text}`];
  });

/** One order of keys for both sides of a comparison. */
const sortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value as JsonObject)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sortedKeys(item)]);
};

const lines = (...parts: readonly string[]): string => parts.map((part) => `${part}\n`).join('');
const x = (count: number): string => 'x'.repeat(count);

describe('toYaml', () => {
  describe.each(Object.entries(readers))('read by %s', (_, read) => {
    it('gives back every scalar of the table as value, key and list item', () => {
      expect(misread(tableDocuments(), read)).toEqual([]);
    });

    it('gives back any JSON object', () => {
      fc.assert(fc.property(jsonObjects, (document) => misread([document], read).length === 0));
    });
  });

  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(jsonObjects, (document) => toYaml(shuffled(document) as JsonObject) === toYaml(document)));
  });

  it('names nothing but JSON in what it writes', () => {
    fc.assert(fc.property(jsonObjects, (document) => readYaml(toYaml(document)).problems.length === 0));
  });

  it.each<readonly [name: string, value: JsonObject, text: string]>([
    [
      'a manifest',
      {
        spec: {
          template: { spec: { containers: [{ image: 'web:4f1c2d7', ports: [{ containerPort: 80 }], args: [], name: 'web' }] } },
          replicas: 3,
        },
        metadata: { labels: { b: 'x', a: 'yes', B: '1' }, namespace: 'shop', annotations: {}, name: 'web' },
        kind: 'Deployment',
        apiVersion: 'apps/v1',
      },
      lines(
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  name: web',
        '  namespace: shop',
        '  annotations: {}',
        '  labels:',
        '    B: "1"',
        '    a: "yes"',
        '    b: x',
        'spec:',
        '  replicas: 3',
        '  template:',
        '    spec:',
        '      containers:',
        '      - name: web',
        '        args: []',
        '        image: web:4f1c2d7',
        '        ports:',
        '        - containerPort: 80',
      ),
    ],
    [
      'apiVersion, kind and metadata first only at the top',
      { a: { kind: 'K', apiVersion: 'v1', metadata: 1, Z: 1 }, kind: 'K' },
      lines('kind: K', 'a:', '  Z: 1', '  apiVersion: v1', '  kind: K', '  metadata: 1'),
    ],
    [
      'lists in lists',
      { a: [['b', ['c']], [], [{}], [{ d: [1] }]] },
      lines('a:', '- - b', '  - - c', '- []', '- - {}', '- - d:', '    - 1'),
    ],
    ['null, which is empty', { a: null, b: [null, 'c'] }, lines('a:', 'b:', '- ', '- c')],
    [
      'numbers without exponent',
      { a: 1e21, b: 1e-7, c: -1.5e-7, d: 0.1, e: -0 },
      lines('a: 1000000000000000000000', 'b: 0.0000001', 'c: -0.00000015', 'd: 0.1', 'e: 0'),
    ],
    ['a field that is undefined', { a: undefined, b: { c: undefined } } as unknown as JsonObject, lines('b: {}')],
    ['quoted keys', { on: 1, '': 2, '1': 3, 'a: b': 4 }, lines('"": 2', '"1": 3', '"a: b": 4', '"on": 1')],
    ['80 characters without blank, past column 80', { key: x(80) }, lines(`key: ${x(80)}`)],
    [
      '81 characters without blank',
      { key: x(81), list: [x(81), { a: x(81) }] },
      lines('key: ', `  ${x(81)}`, 'list:', `- ${x(81)}`, '- a: ', `    ${x(81)}`),
    ],
    ['a sentence to column 80', { key: `${x(70)} yyyy` }, lines(`key: ${x(70)} yyyy`)],
    ['a sentence to column 81', { key: `${x(70)} yyyyy` }, lines('key: |-', `  ${x(70)} yyyyy`)],
    ['a quoted sentence to column 80', { key: `${x(70)}: y` }, lines(`key: "${x(70)}: y"`)],
    ['a quoted sentence to column 81', { key: `${x(70)}: yy` }, lines('key: |-', `  ${x(70)}: yy`)],
    ['long JSON', { a: { key: JSON.stringify({ a: x(80) }) } }, lines('a:', '  key: |-', `    {"a":"${x(80)}"}`)],
    [
      'chompings',
      { a: 'x\ny', b: 'x\n', c: 'x\n\n', d: ' x\n', e: '\nx' },
      lines('a: |-', '  x', '  y', 'b: |', '  x', 'c: |+', '  x', '', 'd: |2', '   x', 'e: |2-', '', '  x'),
    ],
    ['an open end', { a: 'x\n\n' }, lines('a: |+', '  x', '', '...')],
    ['line feeds alone', { a: '\n\n' }, lines('a: "\\n\\n"')],
    [
      'what a literal block cannot hold',
      { a: 'x\r\n', b: 'x\x85\u2028\x07\ufeff\n' },
      lines('a: "x\\r\\n"', 'b: "x\\N\\L\\a\\uFEFF\\n"'),
    ],
    ['raw characters', { a: 'é\xa0😀' }, lines('a: "é\xa0😀"')],
    ['a folded string with control characters', { a: `\x01${x(70)} yyyy zzzz` }, lines(`a: "\\x01${x(70)} yyyy`, '  zzzz"')],
    ['a string that the writer of Flux would break wrongly', { a: `${x(90)}\x01y z` }, lines(`a: "${x(90)}\\x01y z"`)],
    ['the longest simple key', { [x(122)]: 1 }, lines(`${x(122)}: 1`)],
    [
      'longer keys',
      { [x(123)]: 1, [x(124)]: { a: 1, b: 2 }, [x(125)]: [1, 2] },
      lines(`? ${x(123)}`, ': 1', `? ${x(124)}`, ': a: 1', '  b: 2', `? ${x(125)}`, ': - 1', '  - 2'),
    ],
    ['a key of two lines', { 'a\nb': null }, lines('? "a\\nb"', ':')],
  ])('writes %s', (_, value, text) => {
    expect(toYaml(value)).toBe(`---\n${text}`);
  });

  it('writes an empty object', () => {
    expect(toYaml({})).toBe('--- {}\n');
  });

  it.each<readonly [name: string, value: unknown, message: string]>([
    ['NaN', { spec: { replicas: NaN } }, 'spec.replicas is NaN, which is no JSON'],
    ['Infinity', { a: [1, -Infinity] }, 'a[1] is -Infinity, which is no JSON'],
    ['undefined in a list', { a: [undefined] }, 'a[0] is undefined, which is no JSON'],
    [
      'a function',
      { metadata: { annotations: { 'a.b/c': () => 1 } } },
      'metadata.annotations["a.b/c"] is function, which is no JSON',
    ],
    ['half a surrogate pair', { a: 'x\ud800' }, 'a is a string with half a surrogate pair, which is no JSON'],
  ])('refuses %s by name', (_, value, message) => {
    expect(() => toYaml(value as JsonObject)).toThrow(new TypeError(message));
  });
});
