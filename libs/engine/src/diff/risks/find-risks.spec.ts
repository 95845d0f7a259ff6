import { describe, expect, it } from 'vitest';
import { diffOf, manifests } from '../testing-diff';
import { orphanedDirectory } from './orphans';

const automated = 'annotations: {fluxcd.io/automated: "true"}';
const workload = (kind: string, containers: string, { name = 'web', metadata = automated, replicas = 1 } = {}): string =>
  `{apiVersion: apps/v1, kind: ${kind}, metadata: {name: ${name}, namespace: shop, ${metadata}}, spec: {replicas: ${replicas}, template: {spec: {containers: [${containers}]}}}}`;
const release = (values: string): string =>
  `{apiVersion: helm.fluxcd.io/v1, kind: HelmRelease, metadata: {name: web, namespace: shop, ${automated}}, spec: {chart: {path: x}, values: ${values}}}`;
const namespace = '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}';
const ignored = (value: string): string =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop, annotations: {fluxcd.io/ignore: "${value}"}}}`;
const kept = '{apiVersion: v1, kind: ConfigMap, metadata: {name: kept, namespace: shop}}';

/** What was published, what is made now (each a list of objects), and the risks: `<name> <object>: <detail>`. */
const cases: readonly (readonly [
  name: string,
  published: readonly string[],
  next: readonly string[],
  risks: readonly string[],
  garbageCollection?: boolean,
])[] = [
  [
    'nothing changes',
    [workload('Deployment', '{name: a, image: r/a:1}')],
    [workload('Deployment', '{name: a, image: r/a:1}')],
    [],
  ],
  ['a plain object goes', [kept, workload('Deployment', '{name: a, image: r/a:1}')], [kept], []],
  ['a namespace goes', [kept, namespace], [kept], ['protected-removal Namespace shop: it leaves the repository']],
  [
    'a PersistentVolume goes',
    [kept, '{apiVersion: v1, kind: PersistentVolume, metadata: {name: x}}'],
    [kept],
    ['protected-removal PersistentVolume x: it leaves the repository'],
  ],
  [
    'a CustomResourceDefinition goes',
    [kept, '{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: x}}'],
    [kept],
    ['protected-removal CustomResourceDefinition x: it leaves the repository'],
  ],
  [
    'a claim goes',
    [kept, '{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: x, namespace: shop}}'],
    [kept],
    ['protected-removal PersistentVolumeClaim shop/x: it leaves the repository'],
  ],
  [
    'a namespace goes, and nobody collects it',
    [kept, namespace],
    [kept],
    ['not-collected Namespace shop: the Flux of this cluster runs without garbage collection'],
    false,
  ],
  ['an ignored object goes', [kept, ignored('true')], [kept], ['not-collected ConfigMap shop/a: fluxcd.io/ignore is "true"']],
  [
    'an object that is only synced goes',
    [kept, ignored('sync_only')],
    [kept],
    ['not-collected ConfigMap shop/a: fluxcd.io/ignore is "sync_only"'],
  ],
  [
    'a pinned image comes from elsewhere',
    [workload('DaemonSet', '{name: a, image: r/a:1}', { metadata: '' })],
    [workload('DaemonSet', '{name: a, image: s/a:1}', { metadata: '' })],
    ['image-repository DaemonSet shop/web: container a: r/a becomes s/a'],
  ],
  [
    'a pinned tag changes',
    [workload('DaemonSet', '{name: a, image: r/a:1}', { metadata: '' })],
    [workload('DaemonSet', '{name: a, image: r/a:2}', { metadata: '' })],
    [],
  ],
  [
    'an image in values comes from elsewhere',
    [release('{image: {repository: r/a, tag: "1"}}')],
    [release('{image: {repository: s/a, tag: "1"}}')],
    ['image-repository HelmRelease shop/web: container chart-image: r/a becomes s/a'],
  ],
  [
    'replicas go to 0',
    [workload('StatefulSet', '{name: a, image: r/a:1}')],
    [workload('StatefulSet', '{name: a, image: r/a:1}', { replicas: 0 })],
    ['scaled-to-zero StatefulSet shop/web: spec.replicas becomes 0'],
  ],
  [
    'replicas were 0',
    [workload('Deployment', '{name: a, image: r/a:1}', { replicas: 0 })],
    [workload('Deployment', '{name: a, image: r/a:2}', { replicas: 0 })],
    [],
  ],
  [
    'a chart is scaled to 0',
    [release('{replicaCount: 2}')],
    [release('{replicaCount: 0}')],
    ['scaled-to-zero HelmRelease shop/web: spec.values.replicaCount becomes 0'],
  ],
  [
    'a new automated object',
    [kept],
    [kept, workload('Deployment', '{name: a, image: r/a:1}')],
    ['initial-tag Deployment shop/web: container a starts from 1'],
  ],
  ['a new object without automation', [kept], [kept, workload('Deployment', '{name: a, image: r/a:1}', { metadata: '' })], []],
  [
    'a new container in an automated object',
    [workload('Deployment', '{name: a, image: r/a:1}')],
    [workload('Deployment', '{name: a, image: r/a:1}, {name: b, image: r/b:7}')],
    ['initial-tag Deployment shop/web: container b starts from 7'],
  ],
];

describe('risks', () => {
  const named = cases.map(([name, published, next, risks, garbageCollection = true]) => {
    return { name, published, next, risks, garbageCollection };
  });
  it.each(named)('$name', ({ published, next, risks, garbageCollection }) => {
    const { diff } = diffOf({ published: objects(published), synthesized: objects(next), facts: { garbageCollection } });
    expect(diff?.risks.map(({ name, what, detail }) => `${name} ${what}: ${detail}`)).toEqual(risks);
  });

  it('of a renamed object are none: its tag is handed down', () => {
    const live = objects([workload('Deployment', '{name: a, image: r/a:9}', { name: 'old' })]);
    const published = objects([workload('Deployment', '{name: a, image: r/a:1}', { name: 'old' })]);
    const synthesized = objects([workload('Deployment', '{name: a, image: r/a:1}', { name: 'new' })]);
    const { diff } = diffOf({ published, live, synthesized });
    expect(diff?.carried).toMatchObject([{ what: 'Deployment shop/new', published: '9' }]);
    expect(diff?.risks).toEqual([]);
  });

  it('begin when Flux is told to let go', () => {
    const { diff } = diffOf({ published: objects([ignored('false')]), synthesized: objects([ignored('true')]) });
    expect(diff?.risks).toMatchObject([{ name: 'orphaned', detail: 'fluxcd.io/ignore becomes "true"' }]);
  });

  it('come with the gravest first', () => {
    const published = objects([namespace, workload('Deployment', '{name: a, image: r/a:1}')]);
    const synthesized = objects([workload('Deployment', '{name: a, image: r/a:1}, {name: b, image: r/b:1}', { replicas: 0 })]);
    expect(diffOf({ published, synthesized }).diff?.risks.map(({ name }) => name)).toEqual([
      'protected-removal',
      'scaled-to-zero',
      'initial-tag',
    ]);
  });

  it.each([
    [
      '',
      1,
      'clusters/a',
      'the root of the repository',
      '1 object was published there; the cluster is now published to clusters/a/',
    ],
    [
      'clusters/a',
      12,
      '',
      'clusters/a/',
      '12 objects were published there; the cluster is now published to the root of the repository',
    ],
  ])('of a directory that is left: %j with %i', (path, count, now, what, detail) => {
    expect(orphanedDirectory({ path, objects: count }, now)).toMatchObject({ name: 'orphaned', what, detail });
  });
});

function objects(texts: readonly string[]) {
  return manifests(texts.join('\n---\n'));
}
