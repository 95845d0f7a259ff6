import { valueAt, type Json, type Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { fluxContainers } from '../workload';
import { driftOf } from './drift';
import { repositoryOf, tagOf, withTag } from './tags';

const digest = `sha256:${'ab'.repeat(32)}`;
const other = `sha256:${'cd'.repeat(32)}`;

function deployment(image: string): Manifest {
  const metadata = { name: 'web', namespace: 'shop', annotations: { 'fluxcd.io/automated': 'true' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { template: { spec: { containers: [{ name: 'web', image }] } } },
  };
}

function release(values: Json, annotations: Readonly<Record<string, string>> = {}): Manifest {
  const metadata = { name: 'web', namespace: 'shop', annotations: { 'fluxcd.io/automated': 'true', ...annotations } };
  return { apiVersion: 'helm.fluxcd.io/v1', kind: 'HelmRelease', metadata, spec: { values } };
}

function retag(manifest: Manifest, tag: string): Manifest {
  const [container] = fluxContainers(manifest);
  if (container === undefined) throw new Error('fluxd sees no image');
  return withTag(manifest, container, tag);
}

// Ref.WithNewTag and Ref.String of fluxd 1.25.4: a digest stays, and where there is one, no tag is written.
describe('the image of a container with another tag', () => {
  it.each([
    ['app:1', 'app:2'],
    ['app', 'app:2'],
    ['quay.io/org/app:1', 'quay.io/org/app:2'],
    ['registry:5000/org/app', 'registry:5000/org/app:2'],
    ['app:app', 'app:2'],
    [`app@${digest}`, `app@${digest}`],
    [`app:1@${digest}`, `app@${digest}`],
    [`registry:5000/org/app:1@${digest}`, `registry:5000/org/app@${digest}`],
  ])('%s becomes %s', (image, expected) => {
    expect(fluxContainers(retag(deployment(image), '2')).map((container) => container.image)).toEqual([expected]);
  });
});

// The setters of helmrelease.go: with a field for the tag, the image's name and the tag are written, and no digest.
describe('the values of a HelmRelease with another tag', () => {
  const alias = { 'repository.fluxcd.io/x': 'a.repo', 'tag.fluxcd.io/x': 'a.version' };
  interface Case {
    readonly values: Json;
    readonly expected: Json;
    readonly aliased?: boolean;
  }
  const cases: readonly Case[] = [
    { values: { image: 'org/app:1' }, expected: { image: 'org/app:2' } },
    { values: { image: `org/app:1@${digest}` }, expected: { image: `org/app@${digest}` } },
    { values: { image: { repository: `app@${digest}` } }, expected: { image: { repository: `app@${digest}` } } },
    { values: { image: 'app', tag: '1' }, expected: { image: 'app', tag: '2' } },
    { values: { image: 'app', tag: `1@${digest}` }, expected: { image: 'app', tag: '2' } },
    { values: { image: { repository: `app@${digest}`, tag: '1' } }, expected: { image: { repository: 'app', tag: '2' } } },
    { values: { image: 'app:1', registry: 'quay.io' }, expected: { image: 'app:2', registry: 'quay.io' } },
    { values: { image: 'app:1', registry: 'quay.io/org' }, expected: { image: 'org/app:2', registry: 'quay.io' } },
    { values: { image: `app:1@${digest}`, registry: 'quay.io' }, expected: { image: 'app:2', registry: 'quay.io' } },
    {
      values: { image: 'app', registry: 'quay.io', tag: `1@${digest}` },
      expected: { image: 'app', registry: 'quay.io', tag: '2' },
    },
    { values: { a: { repo: 'app', version: `1@${digest}` } }, expected: { a: { repo: 'app', version: '2' } }, aliased: true },
    { values: { a: { repo: `app@${digest}`, version: '1' } }, expected: { a: { repo: 'app', version: '2' } }, aliased: true },
  ];
  it.each(cases)('$values become $expected', ({ values, expected, aliased = false }) => {
    expect(valueAt(retag(release(values, aliased ? alias : {}), '2'), ['spec', 'values'])).toEqual(expected);
  });
});

it('takes an image apart without its digest', () => {
  const [container] = fluxContainers(deployment(`quay.io/org/app:1@${digest}`));
  expect(container && [repositoryOf(container), tagOf(container)]).toEqual(['quay.io/org/app', '1']);
});

// Nobody but a person writes a digest: Flux only ever keeps one.
it.each([
  ['app:1', 'app:2', 0],
  ['app:1', `app@${digest}`, 1],
  ['app:1', `app:2@${digest}`, 1],
  [`app:1@${digest}`, `app@${digest}`, 0],
  [`app:1@${digest}`, `app:2@${digest}`, 0],
  [`app:1@${digest}`, `app:1@${other}`, 1],
  [`app@${digest}`, 'app:1', 1],
])('from %s to %s somebody else has changed %i fields', (before, after, fields) => {
  expect(driftOf(deployment(before), deployment(after), undefined).fields).toHaveLength(fields);
});
