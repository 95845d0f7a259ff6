import { Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { Namespace, namespace } from './namespace';

const enforce = 'pod-security.kubernetes.io/enforce';

describe('Namespace', () => {
  it.each([
    [{}, { name: 'web', labels: { [enforce]: 'restricted' } }],
    [{ podSecurity: 'privileged' as const }, { name: 'web', labels: { [enforce]: 'privileged' } }],
    [{ labels: { team: 'a' } }, { name: 'web', labels: { [enforce]: 'restricted', team: 'a' } }],
    [{ labels: { [enforce]: 'baseline' } }, { name: 'web', labels: { [enforce]: 'baseline' } }],
    [{ annotations: { owner: 'a' } }, { name: 'web', labels: { [enforce]: 'restricted' }, annotations: { owner: 'a' } }],
  ])('%j', (props, metadata) => {
    expect(new Namespace(Testing.chart(), 'web', props).toJson()).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata });
  });
});

describe('namespace', () => {
  it.each([
    ['web', {}, []],
    ['Web', {}, ['name']],
    ['-web', {}, ['name']],
    ['a'.repeat(64), {}, ['name']],
    ['web', { lables: {} }, ['lables']],
    ['web', { podSecurity: 'strict' }, ['podSecurity']],
    ['web', { labels: { team: 1 } }, ['labels']],
  ])('(%j, %j) is wrong at %j', (name, props, paths) => {
    expect(
      namespace(name, props as object)
        .problems()
        .map(({ path }) => path[0]),
    ).toEqual(paths);
  });
});
