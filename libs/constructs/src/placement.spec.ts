import { ecr } from '@gitops/aws';
import { formatPropPath } from '@gitops/diagnostics';
import { automated, configRepoOf, pinned } from '@gitops/flux';
import { ApiObject, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClusterFacts } from './cluster-props';
import { defineApp, defineCluster, isCluster } from './define';
import { isPlacement, type Placement } from './placement';
import { Image, Replicas } from './props';

const facts: ClusterFacts = {
  name: 'demo',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo', branch: 'master', path: '' },
  flux: { version: 1, namespace: 'flux', garbageCollection: false, syncTag: 'flux-sync' },
  mirrors: { images: {}, charts: {} },
  pipelines: [],
  registry: [],
};

const seen: unknown[] = [];
const web = defineApp({
  name: 'web',
  props: z.strictObject({ image: Image, replicas: Replicas.default(3), extra: z.object({ images: z.array(Image) }).optional() }),
  build(chart, props, cluster) {
    seen.push({
      namespace: chart.namespace,
      reference: props.image.reference,
      replicas: props.replicas,
      cluster: cluster.name,
      repo: configRepoOf(chart).url,
    });
    for (const image of props.extra?.images ?? []) seen.push(image.reference);
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'ConfigMap' });
    new Chart(chart, 'inner');
  },
});
const image = pinned('nginx:1.27');

describe('a placement', () => {
  it('builds on a cdk8s root of its own, with complete images, its namespace and the facts of the cluster', () => {
    const placement = web({
      namespace: 'a',
      folder: 'b',
      image: automated(ecr('web'), { initial: '1' }),
      extra: { images: [image] },
    });
    expect(placement).toMatchObject({ definition: 'web', namespace: 'a', folder: 'b' });
    const [first, second] = [placement.build(facts), placement.build(facts)];
    expect(first.root).not.toBe(second.root);
    const reference = '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web:1';
    expect(first.images.map((built) => built.reference)).toEqual([reference, 'nginx:1.27']);
    expect(seen.slice(0, 2)).toEqual([
      { namespace: 'a', reference, replicas: 3, cluster: 'demo', repo: 'git@github.com:example/config-repo' },
      'nginx:1.27',
    ]);
    expect(first.root.node.findAll().map(({ node }) => node.path)).toEqual(['', 'Default', 'Default/web', 'Default/inner']);
  });

  it.each([
    ['nothing wrong', () => web({ image }), []],
    ['a folder within a folder', () => web({ image, folder: 'a/b.c' }), []],
    ['an unknown prop', () => web({ image, ...{ replica: 2 } }), ['replica']],
    ['a misspelt namespace', () => web({ image, ...{ namespce: 'a' } }), ['namespce']],
    ['a namespace that cannot be', () => web({ image, namespace: 'A' }), ['namespace']],
    ['a folder outside', () => web({ image, folder: '../a' }), ['folder']],
    ['an absolute folder', () => web({ image, folder: '/a' }), ['folder']],
    ['several at once', () => web({ image, replicas: -1, folder: '' }), ['replicas', 'folder']],
    ['no tag', () => web({ image: pinned('nginx') }), ['image.tag']],
    ['an automated image tagged latest', () => web({ image: automated('nginx', { initial: 'latest' }) }), ['image.initial']],
    ['a tag that is none', () => web({ image: pinned('nginx', { tag: 'a b' }) }), ['image.tag']],
    ['a repository that is none', () => web({ image: pinned('Nginx:1') }), ['image.repository']],
    ['an ECR repository that is none', () => web({ image: pinned(ecr('Web'), { tag: '1' }) }), ['image.repository']],
    ['a registry with a port', () => web({ image: pinned('localhost:5000/team/web:1') }), []],
  ] satisfies readonly (readonly [string, () => Placement, readonly string[]])[])('finds %s', (_, place, paths) => {
    expect(
      place()
        .problems()
        .map(({ path }) => formatPropPath(path))
        .sort(),
    ).toEqual([...paths].sort());
  });

  it('names namespace and folder among the props that a misspelt one may mean', () => {
    expect(web({ image, ...{ namespce: 'a' } }).problems()[0]?.help).toBe('did you mean "namespace"?');
  });

  it.each([
    ['fulfilled', () => Promise.resolve()],
    ['rejected', () => Promise.reject(new Error('no'))],
  ])('refuses a build that is asynchronous, %s', (_, build) => {
    const late = defineApp({ name: 'late', props: z.strictObject({}), build });
    expect(() => late().build(facts)).toThrow('build is asynchronous: what it adds after await is lost');
  });

  it('remembers the line on which it was placed, not that of the library', () => {
    expect(web({ image }).origin.stack?.split('\n')[1]).toContain('placement.spec.ts');
  });

  it.each([undefined, null, 'web', {}, web])('is told from %s', (value) => {
    expect(isPlacement(value)).toBe(false);
    expect(isCluster(value)).toBe(false);
  });

  it('is not a cluster, nor the other way round', () => {
    const cluster = defineCluster({ ...facts, apps: [web({ image })] });
    expect([isCluster(cluster), isPlacement(cluster), isPlacement(web({ image })), isCluster(web({ image }))]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
