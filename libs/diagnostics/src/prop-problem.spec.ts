import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatPropPath, propProblems } from './prop-problem';
import { isPropsError, parseProps } from './props-error';

const Schema = z.strictObject({
  name: z.string().max(5).optional(),
  count: z.int().min(1).max(10).optional(),
  ratio: z.number().optional(),
  on: z.boolean().optional(),
  mode: z.enum(['fast', 'slow']).optional(),
  many: z.enum(Array.from({ length: 20 }, (_, index) => `value-${index}`)).optional(),
  list: z.array(z.strictObject({ port: z.int() })).optional(),
  nested: z.strictObject({ account: z.string().optional(), region: z.string().optional() }).optional(),
  record: z.record(z.string(), z.strictObject({ image: z.string() })).optional(),
  source: z.union([z.strictObject({ git: z.string() }), z.strictObject({ url: z.string() })]).optional(),
  either: z.union([z.string(), z.number()]).optional(),
  custom: z.custom<string>((value) => value === 'x', 'expected the letter x').optional(),
  told: z
    .string()
    .refine((text) => text !== 'latest', { error: 'latest moves', params: { help: 'name a version' } })
    .optional(),
});

/** Props, and each problem as `path: message | help`, with `key!` for a key that should not be there. */
const cases: readonly (readonly [props: unknown, problems: readonly string[]])[] = [
  [{}, []],
  [{ name: 'web', count: 3, mode: 'fast', list: [{ port: 80 }], source: { git: 'x' }, custom: 'x' }, []],
  [{ name: 3 }, ["name: expected a string, got the number 3 | write it as a string: '3'"]],
  [{ name: true }, ['name: expected a string, got true']],
  [{ name: null }, ['name: expected a string, got null']],
  [{ name: ['a'] }, ['name: expected a string, got a list']],
  [{ name: { a: 1, b: 2 } }, ['name: expected a string, got an object with a, b']],
  [{ name: {} }, ['name: expected a string, got an empty object']],
  [{ name: () => '' }, ['name: expected a string, got a function']],
  [{ name: 'longer' }, ['name: expected a text whose length is at most 5, got the string "longer"']],
  [{ count: '3' }, ['count: expected a number, got the string "3" | write it without quotes: 3']],
  [{ count: 'three' }, ['count: expected a number, got the string "three"']],
  [{ count: 1.5 }, ['count: expected a whole number, got the number 1.5']],
  [{ count: 0 }, ['count: expected a number of at least 1, got the number 0']],
  [{ count: 11 }, ['count: expected a number of at most 10, got the number 11']],
  [{ count: Number.NaN }, ['count: expected a number, got the number NaN']],
  [{ on: 'yes' }, ['on: expected true or false, got the string "yes"']],
  [{ mode: 'fats' }, ['mode: expected "fast" or "slow", got the string "fats" | did you mean "fast"?']],
  [{ mode: 'turbo' }, ['mode: expected "fast" or "slow", got the string "turbo"']],
  [{ many: 'value_7' }, ['many: expected one of the values that are known, got the string "value_7" | did you mean "value-7"?']],
  [{ list: {} }, ['list: expected a list, got an empty object']],
  [
    { list: [{ port: 80 }, { port: '81' }] },
    ['list[1].port: expected a number, got the string "81" | write it without quotes: 81'],
  ],
  [{ list: [{}] }, ['list[0].port: missing: expected a number']],
  [{ list: [{ port: 1, prt: 2 }] }, ['list[0].prt!: there is no prop "prt" | did you mean "port"?']],
  [{ nmae: 'web' }, ['nmae!: there is no prop "nmae" | did you mean "name"?']],
  [{ nested: { acount: '1' } }, ['nested.acount!: there is no prop "acount" | did you mean "account"?']],
  [{ nested: { zone: 'a' } }, ['nested.zone!: there is no prop "zone" | the props are account, region']],
  [{ record: { web: { image: 'x', imge: 'y' } } }, ['record.web.imge!: there is no prop "imge" | did you mean "image"?']],
  [{ source: { git: 3 } }, ["source.git: expected a string, got the number 3 | write it as a string: '3'"]],
  [{ either: true }, ['either: expected a string or a number, got true']],
  [{ custom: 'y' }, ['custom: expected the letter x, got the string "y"']],
  [{ told: 'latest' }, ['told: latest moves | name a version']],
  [
    { nmae: 'a', count: 0 },
    ['count: expected a number of at least 1, got the number 0', 'nmae!: there is no prop "nmae" | did you mean "name"?'],
  ],
  ['props', ['expected an object, got the string "props"']],
  [undefined, ['missing: expected an object']],
];

describe('propProblems', () => {
  it.each(cases)('%j', (props, problems) => {
    const said = propProblems(Schema, props).map(({ path, unknownKey, message, help }) => {
      const where = path.length === 0 ? '' : `${formatPropPath(path)}${unknownKey ? '!' : ''}: `;
      return `${where}${message}${help === undefined ? '' : ` | ${help}`}`;
    });
    expect(said.sort()).toEqual([...problems].sort());
  });
});

describe('parseProps', () => {
  it('returns the props as the schema makes them', () => {
    expect(parseProps('thing', z.strictObject({ count: z.int().default(3) }), {})).toEqual({ count: 3 });
  });

  it('throws everything that is wrong at once, with its place among what the call was given', () => {
    const thrown = thrownBy(() => parseProps('thing', Schema, { count: 0, nmae: 'a' }, ['values']));
    expect(isPropsError(thrown) && thrown.what).toBe('thing');
    expect(isPropsError(thrown) && thrown.problems.map(({ path }) => path)).toEqual([
      ['values', 'count'],
      ['values', 'nmae'],
    ]);
    expect(String(thrown)).toContain('thing: values.count: expected a number of at least 1');
  });

  it('throws with the stack of its caller', () => {
    expect(
      (
        thrownBy(function buildsThing() {
          parseProps('thing', Schema, { count: 0 });
        }) as Error
      ).stack?.split('\n')[1],
    ).toContain('buildsThing');
  });

  it.each([new Error('x'), undefined, null, 'text', {}])('%j is no PropsError', (value) => {
    expect(isPropsError(value)).toBe(false);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}
