import { describe, expect, it } from 'vitest';
import { automated, deployment, helmRelease, issuesOf, manifest, verdict, workload } from './rule-fixture';

const at = (key: string): string => `metadata.annotations["${key}"]`;
const web = { web: 'web:1' };

describe('policy-value-unknown', () => {
  it.each([
    ['fluxcd.io/automated', 'True', "write 'true' or 'false'"],
    ['fluxcd.io/automated', 'yes', "write 'true' or 'false'"],
    ['fluxcd.io/automated', ' true', "write 'true' or 'false'"],
    ['flux.weave.works/automated', '', "write 'true' or 'false'"],
    ['fluxcd.io/ignore', 'sync-only', "write 'true' or 'false' or 'sync_only'"],
  ])('%s: %j', (key, text, help) => {
    const object = deployment({ [key]: text }, web);
    expect(verdict(object)).toEqual([`FLX013 ${at(key)}: "${text}" switches "${key}" off`]);
    expect(issuesOf(object)[0]?.help).toBe(help);
  });

  it.each([
    ['fluxcd.io/automated', 'true'],
    ['fluxcd.io/automated', 'false'],
    ['fluxcd.io/ignore', 'sync_only'],
    ['fluxcd.io/ignore', 'false'],
    ['example.org/automated', 'maybe'],
    ['fluxcd.io/constructor', 'x'],
  ])('takes %s: %j', (key, text) => {
    expect(verdict(deployment({ [key]: text }, web))).toEqual([]);
  });
});

describe('annotation-not-a-string', () => {
  it.each([
    ['fluxcd.io/automated', true, 'a boolean', "write 'true' in quotes"],
    ['filter.fluxcd.io/web', 1, 'a number', "write '1' in quotes"],
    ['fluxcd.io/tag.web', null, 'null', 'write a string, or remove the annotation'],
    ['flux.weave.works/ignore', ['true'], 'a list', 'write a string, or remove the annotation'],
    ['repository.fluxcd.io/web', { path: 'a' }, 'an object', 'write a string, or remove the annotation'],
  ])('%s: %j', (key, value, type, help) => {
    const issue = issuesOf(deployment({ [key]: value }, web)).find(({ code }) => code === 'FLX014');
    expect(issue).toMatchObject({
      path: ['metadata', 'annotations', key],
      message: `annotation "${key}" is ${type}, not a string`,
      help,
    });
  });

  it('leaves the annotations of others to the schema', () => {
    expect(verdict(deployment({ 'example.org/port': 80, 'xfluxcd.io/automated': true }, web))).toEqual([]);
  });
});

describe('lock-in-source', () => {
  it.each([
    ['fluxcd.io/locked', 'true'],
    ['fluxcd.io/locked', 'false'],
    ['fluxcd.io/locked_user', 'Jane <jane@example.org>'],
    ['fluxcd.io/locked_msg', 'incident 7'],
    ['flux.weave.works/locked', 'true'],
  ])('%s: %j', (key, text) => {
    expect(verdict(deployment({ [key]: text }, web))).toEqual([
      `FLX024 ${at(key)}: annotation "${key}" is written in TypeScript`,
    ]);
  });
});

describe('ignored-by-flux', () => {
  it('warns of any kind of object', () => {
    const key = 'fluxcd.io/ignore';
    const object = manifest(`{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {${key}: 'true'}}}`);
    expect(verdict(object)).toEqual([`FLX025 ${at(key)}: Flux neither applies nor updates nor removes this ConfigMap`]);
  });
});

describe('contradicting-policies', () => {
  it.each([
    ['fluxcd.io/automated', 'true', 'flux.weave.works/automated', 'false'],
    ['fluxcd.io/tag.web', 'glob:*', 'filter.fluxcd.io/web', 'semver:*'],
    ['flux.weave.works/tag.web', 'semver:1', 'filter.fluxcd.io/web', 'semver:>=1'],
  ])('%s: %s, and %s: %s', (key, text, other, otherText) => {
    const expected = `FLX026 ${at(other)}: "${key}" and "${other}" set one policy to different values`;
    expect(verdict(deployment({ [other]: otherText, [key]: text }, web))).toEqual([expected]);
    expect(verdict(deployment({ [other]: text, [key]: text }, web))).toEqual([]);
  });
});

describe('automated-cron-job', () => {
  it('is refused', () => {
    expect(verdict(workload('CronJob', automated, web))).toEqual([
      `FLX016 ${at('fluxcd.io/automated')}: Flux cannot update a CronJob on Kubernetes 1.25 and later`,
    ]);
    expect(verdict(workload('CronJob', {}, web))).toEqual([]);
  });
});

describe('automated-kind', () => {
  it.each([
    ['Job', workload('Job', automated, web), 'a Job'],
    ['ReplicaSet', workload('ReplicaSet', { 'flux.weave.works/automated': 'true' }, web), 'a ReplicaSet'],
    [
      'HelmRelease of Flux v2',
      { ...helmRelease(automated, 'image: web:1'), apiVersion: 'helm.toolkit.fluxcd.io/v2' },
      'a HelmRelease of helm.toolkit.fluxcd.io/v2',
    ],
  ])('%s', (_, object, what) => {
    expect(verdict(object)).toEqual([
      expect.stringMatching(/^FLX017 metadata\.annotations\[".*automated"]: Flux does not update /),
    ]);
    expect(verdict(object)[0]).toContain(what);
  });

  it.each(['Deployment', 'DaemonSet', 'StatefulSet'])('takes a %s', (kind) => {
    expect(verdict(workload(kind, automated, web))).toEqual([]);
  });
});

describe('automated-tag', () => {
  const path = 'spec.template.spec.containers[0].image';

  it.each([
    ['nginx', 'FLX018', 'automated image "nginx" has no tag'],
    ['nginx:latest', 'FLX018', 'automated image "nginx:latest" has the tag "latest"'],
    ['nginx:LATEST', 'FLX018', 'automated image "nginx:LATEST" has the tag "LATEST"'],
    ['', 'FLX018', '"" is no image that Flux can read'],
    ['nginx:', 'FLX018', '"nginx:" is no image that Flux can read'],
    ['registry:5000/web', 'FLX018', '"registry:5000/web" is no image that Flux can read'],
    ['registry:5000/web:1', 'FLX018', '"registry:5000/web:1" is no image that Flux can read'],
  ])('%s', (image, code, message) => {
    expect(verdict(deployment(automated, { web: image }))).toEqual([`${code} ${path}: ${message}`]);
    expect(verdict(deployment({}, { web: image }))).toEqual([]);
  });

  it.each(['nginx:1', 'registry.example:5000/web:1', 'localhost:5000/web:1', 'registry:5000/org/web:1'])('takes %s', (image) => {
    expect(verdict(deployment(automated, { web: image }))).toEqual([]);
  });

  it('leaves a digest to its own rule', () => {
    const found = [`FLX006 ${path}: automated image "web@sha256:4f1c" is given by digest`];
    expect(verdict(deployment(automated, { web: 'web@sha256:4f1c' }))).toEqual(found);
  });

  it('leaves a pinned neighbour alone', () => {
    const filters = { 'fluxcd.io/tag.web': '*', 'fluxcd.io/tag.proxy': 'glob:latest', 'fluxcd.io/tag.old': 'glob:' };
    expect(verdict(deployment({ ...automated, ...filters }, { web: 'web:1', proxy: 'proxy:latest', old: 'old' }))).toEqual([]);
  });
});
