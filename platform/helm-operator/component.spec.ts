import { HelmReleaseSpec } from '@gitops/flux';
import { expectGolden, render, testCluster } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { helmOperator } from './component';
import helmRelease from './crd/helmrelease.json';

const place = (props: object = {}): ReturnType<typeof helmOperator> => helmOperator({ namespace: 'flux', ...props });
const deployment = 'workloads/helm-operator-dep.yaml';

/** 1.27 to 1.37. */
const minors = Array.from({ length: 11 }, (_, index) => `1.${27 + index}`);

describe('helm-operator', () => {
  it('makes the manifests in golden/', async () => {
    await expectGolden(render(place()), import.meta.dirname);
  });

  it.each(minors)('is valid on Kubernetes %s', (kubernetes) => {
    expect(render(place(), { kubernetes }).diagnostics).toEqual([]);
  });

  it.each<[object, Partial<typeof testCluster>, string]>([
    [{}, {}, '--enabled-helm-versions=v3'],
    [{ gitPollInterval: '1m' }, {}, '--git-poll-interval=1m'],
    [{ gitTimeout: '1m30s' }, {}, '--git-timeout=1m30s'],
    [{}, {}, '--git-default-ref=master'],
    [{}, { configRepo: { ...testCluster.configRepo, branch: 'main' } }, '--git-default-ref=main'],
    [{ chartsSyncInterval: '10m' }, {}, '--charts-sync-interval=10m'],
    [{ statusUpdateInterval: '30s' }, {}, '--status-update-interval=30s'],
    [{}, {}, '--update-chart-deps=true'],
    [{ updateChartDependencies: false }, {}, '--update-chart-deps=false'],
    [{ workers: 4 }, {}, '--workers=4'],
  ])('given %j on %j says %s', (props, facts, flag) => {
    const { files, diagnostics } = render(place(props), facts);
    expect(diagnostics).toEqual([]);
    expect(files[deployment]).toContain(`- ${flag}\n`);
  });

  it('pulls its image from the mirror', () => {
    const { files } = render(place(), { mirrors: { images: { 'docker.io': 'hub.example.com' } } });
    expect(files[deployment]).toContain('image: hub.example.com/fluxcd/helm-operator:1.4.4\n');
  });

  it('keeps the definition, and every release with it, when it is taken from the cluster', () => {
    const { files } = render(place());
    expect(files['crds/helmreleases.helm.fluxcd.io.yaml']).toContain('fluxcd.io/ignore: sync_only');
  });

  it.each<[object, Partial<typeof testCluster>, string]>([
    [{ gitPollInterval: '5' }, {}, 'gitPollInterval: expected a duration of more than zero'],
    [{ workers: 0 }, {}, 'workers: expected a number of at least 1'],
    [{ updateChartDeps: false }, {}, 'helm-operator: there is no prop "updateChartDeps"'],
    [{ helmVersions: ['v2'] }, {}, 'helm-operator: there is no prop "helmVersions"'],
    [{ knownHosts: [] }, {}, 'knownHosts: expected a list whose length is at least 1'],
    [{}, { configRepo: { url: 'git@gitlab.com:a/b' } }, 'knownHosts: no key of gitlab.com is known'],
    [{ namespace: 'other' }, {}, 'namespace: "other" is not the namespace of the cluster\'s Flux'],
  ])('refuses %j on %j', (props, facts, message) => {
    const { diagnostics } = render(place(props), facts);
    expect(diagnostics.map(({ code }) => code)).toEqual(['SCH010']);
    expect(diagnostics[0]?.message).toContain(message);
  });
});

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly [key: string]: unknown;
}

/** Where the outer schema refuses something that the inner one takes; nothing if whatever the inner takes the outer takes. */
function narrower(inner: Schema, outer: Schema, path = 'spec'): readonly string[] {
  if (inner.anyOf !== undefined) return inner.anyOf.flatMap((branch) => narrower(branch, outer, path));
  if (outer['x-kubernetes-preserve-unknown-fields'] === true) return [];
  if (inner.type !== outer.type) return [`${path}: ${String(inner.type)} is no ${String(outer.type)}`];
  if (outer.enum !== undefined && !(inner.enum ?? [Symbol('any')]).every((value) => outer.enum?.includes(value)))
    return [`${path}: not one of ${outer.enum.join()}`];
  const missing = (outer.required ?? []).filter((key) => inner.required?.includes(key) !== true);
  return [
    ...missing.map((key) => `${path}.${key}: required`),
    ...(inner.items === undefined ? [] : narrower(inner.items, outer.items ?? {}, `${path}[]`)),
    ...Object.entries(inner.properties ?? {}).flatMap(([key, schema]) => {
      const known = outer.properties?.[key];
      return known === undefined ? [`${path}.${key}: unknown`] : narrower(schema, known, `${path}.${key}`);
    }),
  ];
}

describe('the definition of HelmRelease', () => {
  const ours = z.toJSONSchema(HelmReleaseSpec, { io: 'input', unrepresentable: 'any' }) as Schema;
  const theirs: Schema = helmRelease.crd.spec.versions[0]?.schema.openAPIV3Schema.properties.spec ?? {};

  it('takes every spec that HelmReleaseSpec takes', () => {
    expect(narrower(ours, theirs)).toEqual([]);
  });

  it.each<[string, Schema, Schema, readonly string[]]>([
    ['an unknown field', { type: 'object', properties: { a: {} } }, { type: 'object' }, ['spec.a: unknown']],
    ['a field that may be left out', { type: 'object' }, { type: 'object', required: ['a'] }, ['spec.a: required']],
    ['another type', { type: 'string' }, { type: 'integer' }, ['spec: string is no integer']],
    ['another value', { type: 'string', enum: ['v4'] }, { type: 'string', enum: ['v3'] }, ['spec: not one of v3']],
    ['any value', { type: 'string' }, { type: 'string', enum: ['v3'] }, ['spec: not one of v3']],
    ['one form of several', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { type: 'string' }, ['spec: null is no string']],
    [
      'an item',
      { type: 'array', items: { type: 'string' } },
      { type: 'array', items: { type: 'object' } },
      ['spec[]: string is no object'],
    ],
  ])('would be found not to take %s', (_, inner, outer, found) => {
    expect(narrower(inner, outer)).toEqual(found);
  });
});
