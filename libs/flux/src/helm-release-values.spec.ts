import { fluxContainers } from '@gitops/ownership';
import { describe, expect, it } from 'vitest';
import { fluxAnnotations } from './annotations';
import { spellValues, type DeclaredValue } from './helm-release-values';
import { automated } from './image';
import { inValues, type ValuesImageShape } from './values-image';

const image = automated('registry.example.com/team/web', { initial: '1.0' });
const [repository, registry, path, tag] = ['registry.example.com/team/web', 'registry.example.com', 'team/web', '1.0'];

/** Each shape at the key `image`: the fields of its parent, and the aliases that it needs where Flux does not look by itself. */
const shapes: readonly (readonly [shape: ValuesImageShape, fields: object, aliases: Readonly<Record<string, string>>])[] = [
  ['repository+tag', { image: { repository, tag } }, { repository: 'image.repository', tag: 'image.tag' }],
  [
    'registry+repository+tag',
    { image: { registry, repository: path, tag } },
    { registry: 'image.registry', repository: 'image.repository', tag: 'image.tag' },
  ],
  ['reference', { image: `${repository}:${tag}` }, { repository: 'image' }],
  ['image+tag', { image: repository, tag }, { repository: 'image', tag: 'tag' }],
  ['registry+image+tag', { registry, image: path, tag }, { registry: 'registry', repository: 'image', tag: 'tag' }],
];

/** Where the image may stand, and what Flux calls it there. */
const places: readonly (readonly [parent: readonly string[], container: string, aliased: boolean])[] = [
  [[], 'chart-image', false],
  [['web'], 'web', false],
  [['web', 'main'], 'web-main-image', true],
  [['a', 'b', 'c'], 'a-b-c-image', true],
];

const cases = places.flatMap(([parent, container, aliased]) =>
  shapes.map(([shape, fields, aliases]) => ({
    shape,
    at: [...parent, 'image'].join('.'),
    parent,
    container,
    fields,
    aliases: aliased ? aliases : {},
  })),
);

function nested(parent: readonly string[], fields: object): Readonly<Record<string, DeclaredValue>> {
  return parent.reduceRight<object>((inner, key) => ({ [key]: inner }), fields) as Readonly<Record<string, DeclaredValue>>;
}

describe('spellValues', () => {
  it.each(cases)('spells $shape at $at so that Flux finds it', ({ shape, parent, container, fields, aliases }) => {
    const spelled = spellValues(nested(parent, { image: inValues(image, shape), other: 1 }));
    expect(spelled.values).toEqual(nested(parent, { ...fields, other: 1 }));
    expect(Object.entries(spelled.images)).toEqual([[container, image]]);
    const expected = Object.entries(aliases).map(([field, to]) => [`${field}.fluxcd.io/${container}`, [...parent, to].join('.')]);
    expect(spelled.aliases).toEqual(Object.fromEntries(expected));

    const annotations = { ...fluxAnnotations(spelled.images), ...spelled.aliases };
    const release = {
      apiVersion: 'helm.fluxcd.io/v1',
      kind: 'HelmRelease',
      metadata: { name: 'web', annotations },
      spec: { values: spelled.values },
    };
    expect(fluxContainers(release).map(({ name, image: found }) => [name, found])).toEqual([[container, `${repository}:${tag}`]]);
  });

  it.each([
    ['an image as it is', { image }, { image: { repository, tag } }, {}],
    [
      'an image at another key',
      { proxy: image },
      { proxy: { repository, tag } },
      { 'repository.fluxcd.io/proxy': 'proxy.repository', 'tag.fluxcd.io/proxy': 'proxy.tag' },
    ],
    [
      'no registry of its own',
      { image: inValues(automated('nginx', { initial: '1' }), 'registry+repository+tag') },
      { image: { registry: 'docker.io', repository: 'nginx', tag: '1' } },
      {},
    ],
    [
      'a registry with a port',
      { image: inValues(automated('localhost:5000/web', { initial: '1' }), 'registry+image+tag') },
      { registry: 'localhost:5000', image: 'web', tag: '1' },
      {},
    ],
    [
      'a team that is no registry',
      { image: inValues(automated('team/web', { initial: '1' }), 'registry+repository+tag') },
      { image: { registry: 'docker.io', repository: 'team/web', tag: '1' } },
      {},
    ],
    ['all else untouched', { a: [1, 'x', { b: null }], c: { d: true } }, { a: [1, 'x', { b: null }], c: { d: true } }, {}],
  ] as const)('writes %s', (_, declared, values, aliases) => {
    expect(spellValues(declared)).toMatchObject({ values, aliases });
  });
});
