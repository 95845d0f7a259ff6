import { isPropsError, propProblems } from '@gitops/diagnostics';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { foreignSource, foreignValues, releaseValues, type ForeignChart, type ForeignValues } from './foreign-chart';

const chart = {
  name: 'shop',
  version: '1.2.3',
  appVersion: '7.0',
  repository: 'https://charts.example.com',
  values: {
    replicas: 'number',
    debug: 'boolean',
    image: { repository: 'string', tag: 'any' },
    hosts: 'list',
    resources: { '*': 'any' },
    probe: { periodSeconds: 'number', '*': 'any' },
  },
} as const satisfies ForeignChart;

describe('foreignValues', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['nothing', {}, []],
    ['any part', { image: { tag: '1' }, hosts: ['a', { b: 1 }] }, []],
    ['null and other types where the default tells none', { image: { tag: null } }, []],
    ['any key of an open map', { resources: { limits: { cpu: 1 } }, probe: { grpc: { port: 1 } } }, []],
    ['a misspelt key', { replica: 1 }, ['replica: there is no prop "replica" — did you mean "replicas"?']],
    [
      'a misspelt key further down',
      { image: { repositry: 'x' } },
      ['image.repositry: there is no prop "repositry" — did you mean "repository"?'],
    ],
    [
      'a key like no other',
      { x: 1 },
      ['x: there is no prop "x" — the props are replicas, debug, image, hosts, resources, probe'],
    ],
    ['a text for a number', { replicas: '3' }, ['replicas: expected a number, got the string "3" — write it without quotes: 3']],
    ['a known key of an open map', { probe: { periodSeconds: true } }, ['probe.periodSeconds: expected a number, got true']],
    ['a map for a list', { hosts: {} }, ['hosts: expected a list, got an empty object']],
    ['a text for a map', { image: 'shop:1' }, ['image: expected an object, got the string "shop:1"']],
  ])('of %s', (_title, values, expected) => {
    const found = propProblems(foreignValues(chart), values);
    expect(found.map(({ path, message, help }) => `${path.join('.')}: ${message}${help ? ` — ${help}` : ''}`)).toEqual(expected);
  });

  it('are typed', () => {
    type Values = ForeignValues<typeof chart.values>;
    expectTypeOf<Values['replicas']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<NonNullable<Values['image']>['repository']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<{ replicas: string }>().not.toExtend<Values>();
  });
});

describe('releaseValues', () => {
  it('lays the placement’s values over the component’s as Helm does', () => {
    const own = { replicas: 1, hosts: ['a'], probe: { periodSeconds: 1, path: '/' } };
    expect(releaseValues(chart, own, { hosts: ['b'], probe: { periodSeconds: 2 }, debug: true })).toEqual({
      replicas: 1,
      hosts: ['b'],
      probe: { periodSeconds: 2, path: '/' },
      debug: true,
    });
  });

  it('throws where the component itself is wrong', () => {
    const wrong = { image: { repositori: 'x' } } as object;
    let thrown: unknown;
    try {
      releaseValues(chart, wrong, {});
    } catch (error) {
      thrown = error;
    }
    if (!isPropsError(thrown)) throw new Error('threw nothing of its own', { cause: thrown });
    expect(thrown.what).toBe('values of Helm chart shop');
    expect(thrown.problems.map(({ path }) => path)).toEqual([['values', 'image', 'repositori']]);
  });
});

describe('foreignSource', () => {
  const aws = { account: '123456789012', region: 'eu-central-1' };

  it.each([
    [{}, 'https://charts.example.com'],
    [{ 'https://charts.example.com': 'https://mirror.example.com/charts' }, 'https://mirror.example.com/charts'],
  ])('with the mirrors %j', (charts, repository) => {
    expect(foreignSource(chart, { aws, mirrors: { images: {}, charts } })).toEqual({
      repository,
      name: 'shop',
      version: '1.2.3',
    });
  });
});
