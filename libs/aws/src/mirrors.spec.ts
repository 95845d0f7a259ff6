import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Mirrors, mirroredCharts, mirroredImage, mirroredPlugins, type MirroredCluster } from './mirrors';
import { regions, partitionOf } from './region';

const account = '123456789012';
const own = `${account}.dkr.ecr.cn-north-1.amazonaws.com.cn/mirror`;
const on = (region: string, mirrors: z.input<typeof Mirrors> = {}): MirroredCluster => ({
  aws: { account, region },
  mirrors: Mirrors.parse(mirrors),
});

describe('an image', () => {
  it.each<[string, string, z.input<typeof Mirrors>['images'], string]>([
    // In China, what the public mirror takes.
    ['cn-north-1', 'docker.io/library/redis:7.4.1', {}, 'm.daocloud.io/docker.io/library/redis:7.4.1'],
    ['cn-northwest-1', 'registry.k8s.io/pause:3.10', {}, 'm.daocloud.io/registry.k8s.io/pause:3.10'],
    // And nothing else: it would refuse the pull.
    ['cn-north-1', 'docker.io/fluxcd/flux:1.25.4', {}, 'docker.io/fluxcd/flux:1.25.4'],
    ['cn-north-1', 'docker.io/librarian/redis:7', {}, 'docker.io/librarian/redis:7'],
    // Elsewhere the source.
    ['eu-central-1', 'docker.io/library/redis:7.4.1', {}, 'docker.io/library/redis:7.4.1'],
    ['us-gov-west-1', 'registry.k8s.io/pause:3.10', {}, 'registry.k8s.io/pause:3.10'],
    // What is declared goes before the default, a shorter source before a longer one of the defaults.
    ['cn-north-1', 'docker.io/library/redis:7.4.1', { 'docker.io': own }, `${own}/library/redis:7.4.1`],
    ['cn-north-1', 'docker.io/fluxcd/flux:1.25.4', { 'docker.io/fluxcd': own }, `${own}/flux:1.25.4`],
    ['eu-central-1', 'quay.io/a/b:1', { 'quay.io': 'q.example.com:5000/x' }, 'q.example.com:5000/x/a/b:1'],
    // Of the declared, the longest.
    ['eu-central-1', 'docker.io/a/b:1', { 'docker.io': 'x', 'docker.io/a': 'y', 'docker.io/ab': 'z' }, 'y/b:1'],
    // Switched off.
    ['cn-north-1', 'docker.io/library/redis:7.4.1', { 'docker.io': false }, 'docker.io/library/redis:7.4.1'],
    ['cn-north-1', 'docker.io/library/redis:7.4.1', { 'docker.io/library': false }, 'docker.io/library/redis:7.4.1'],
    [
      'cn-north-1',
      'docker.io/moby/buildkit:v0.26',
      { 'docker.io/library': false },
      'm.daocloud.io/docker.io/moby/buildkit:v0.26',
    ],
    ['eu-central-1', 'docker.io/a/b:1', { 'docker.io': 'x', 'docker.io/a': false }, 'docker.io/a/b:1'],
  ])('in %s, %s with %j comes from %s', (region, reference, images, expected) => {
    expect(mirroredImage(on(region, { images }), reference)).toBe(expected);
  });
});

describe('a chart repository', () => {
  const jenkins = 'https://charts.jenkins.io';
  it.each<[string, string, z.input<typeof Mirrors>['charts'], string]>([
    ['cn-north-1', jenkins, {}, jenkins],
    ['cn-north-1', jenkins, { [jenkins]: 'https://charts.example.com/jenkins' }, 'https://charts.example.com/jenkins'],
    ['cn-north-1', `${jenkins}/`, { [jenkins]: 'https://charts.example.com/jenkins' }, 'https://charts.example.com/jenkins'],
    ['cn-north-1', jenkins, { [jenkins]: false }, jenkins],
    ['cn-north-1', jenkins, { 'https://aws.github.io/eks-charts': 'https://charts.example.com' }, jenkins],
  ])('in %s, %s with %j is %s', (region, repository, charts, expected) => {
    expect(mirroredCharts(on(region, { charts }), repository)).toBe(expected);
  });
});

describe('the update centre of Jenkins', () => {
  const tsinghua = 'https://mirrors.tuna.tsinghua.edu.cn/jenkins/updates';
  it.each<[string, z.input<typeof Mirrors>, string | undefined]>([
    ['cn-north-1', {}, tsinghua],
    ['cn-northwest-1', {}, tsinghua],
    ['cn-north-1', { jenkinsPlugins: 'https://updates.example.com' }, 'https://updates.example.com'],
    ['cn-north-1', { jenkinsPlugins: false }, undefined],
    ['eu-central-1', {}, undefined],
  ])('in %s with %j is %s', (region, mirrors, expected) => {
    expect(mirroredPlugins(on(region, mirrors))).toBe(expected);
  });
});

it('is mirrored in China alone', () => {
  const mirrored = regions.filter((region) => mirroredImage(on(region), 'gcr.io/a/b:1') !== 'gcr.io/a/b:1');
  expect(mirrored.map((region) => partitionOf(region)?.name)).toEqual(['aws-cn', 'aws-cn']);
});

it.each([
  [{ images: { 'docker.io': true } }],
  [{ images: { 'docker.io': 'https://mirror.example.com' } }],
  [{ images: { 'docker.io/': 'x' } }],
  [{ charts: { 'charts.jenkins.io': 'https://x.example.com' } }],
  [{ charts: { 'https://charts.jenkins.io': 'http://x.example.com' } }],
  [{ jenkinsPlugins: 'http://updates.example.com' }],
  [{ plugins: 'https://updates.example.com' }],
])('refuses %j', (mirrors) => {
  expect(Mirrors.safeParse(mirrors).success).toBe(false);
});
