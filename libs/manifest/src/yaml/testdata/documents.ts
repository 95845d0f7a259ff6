import fc from 'fast-check';
import type { Json, JsonObject } from '../../json';
import { scalars } from './scalars';

/** Numbers at the edges of how JavaScript, Go and Python print them. */
export const numbers: readonly number[] = [
  ...[
    0, 1, -1, 10, 0.1, -0.5, 1.5, -10.5, 100.25, 1e3, 1e15, 1e20, 1e21, 1e22, 1.5e21, 1.5e300, -1.2345678901234567e300, 1e-6,
    1e-7, 1.5e-7, 5e-324, -2.2250738585072014e-308,
  ],
  ...[
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    2 ** 53,
    2 ** 63,
    2 ** 64,
    Number.MAX_VALUE,
    1 / 3,
    0.1 + 0.2,
    123456789.123,
    0.000001234567890123456,
  ],
];

/** One document for each string: as value, key and list item, at several depths and behind the key that ruamel.yaml calls complex. */
export function* tableDocuments(): Generator<JsonObject> {
  for (const text of scalars) {
    yield { value: text, after: 1 };
    yield { [text]: 'value', z: { [text]: { [text]: text } } };
    yield { list: [text, [text, [text]], { name: text, deep: { deeper: [{ deepest: text }] } }] };
    yield { ['k'.repeat(130)]: text, ['l'.repeat(130)]: { inner: text, [text]: [text] }, ['m'.repeat(130)]: [text, { a: text }] };
    yield { last: { list: [text] } };
  }
  for (const number of numbers) yield { value: number, list: [number, [number]], ['k'.repeat(130)]: number };
  yield {};
  yield {
    a: null,
    b: [null, [null], {}, [], [[]], [{}], { c: null }],
    ['k'.repeat(130)]: null,
    d: {},
    e: [],
    f: { g: {} },
    z: null,
  };
  yield { a: true, b: false, c: [true, [false]] };
}

/** Strings built from what YAML treats specially, and any others. */
const text = fc.oneof(
  fc.constantFrom(...scalars),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'ab01 :#-?"\'\\\t\n\r.,[]{}&*!|>%@`~=<_+eE/\x01\x85\u2028é😀'), maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        'word',
        'a',
        ' ',
        ' ',
        '  ',
        '\n',
        '\t',
        'x'.repeat(30),
        '"',
        "'",
        '\\',
        ': ',
        ' #',
        '\x01',
        '\r\n',
        '中文',
        '😀',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(...numbers),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON object: what an API object with preserved unknown fields may hold. */
export const jsonObjects: fc.Arbitrary<JsonObject> = fc
  .letrec<{ value: Json; object: JsonObject }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(text, text, number, fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 5 }),
      tie('object'),
    ),
    object: fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  }))
  // JSON knows no negative zero.
  .object.map((object) => JSON.parse(JSON.stringify(object)) as JsonObject);
