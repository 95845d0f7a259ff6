import { formatPath, valueAt } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { helmRelease, manifest, workload } from './manifest-fixture';
import type { FluxContainer } from './flux-container';
import { fluxContainers } from './flux-containers';

/** `name image path-of-the-tag`. */
const brief = ({ name, image, path }: FluxContainer): string => `${name} ${image} ${formatPath(path)}`;

describe('the containers of a workload', () => {
  it.each([
    ['Deployment', 'spec.template.spec'],
    ['DaemonSet', 'spec.template.spec'],
    ['StatefulSet', 'spec.template.spec'],
    ['CronJob', 'spec.jobTemplate.spec.template.spec'],
  ])('%s', (kind, podSpec) => {
    const object = workload(kind, {}, { web: 'web:1', proxy: 'quay.io/proxy' }, { setup: 'setup:2' });
    const containers = fluxContainers(object);
    expect(containers.map(brief)).toEqual([
      `web web:1 ${podSpec}.containers[name=web].image`,
      `proxy quay.io/proxy ${podSpec}.containers[name=proxy].image`,
      `setup setup:2 ${podSpec}.initContainers[name=setup].image`,
    ]);
    expect(containers.map(({ path }) => valueAt(object, path))).toEqual(['web:1', 'quay.io/proxy', 'setup:2']);
  });

  it.each([
    ['{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: {spec: {containers: [{name: a, image: a}]}}}}', []],
    [
      '{apiVersion: example.org/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: {containers: [{name: a, image: a}]}}}}',
      [],
    ],
    ['{apiVersion: v1, kind: constructor, metadata: {name: a}}', []],
    ['{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}', []],
    ['{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: {containers: {a: b}}}}}', []],
    [
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: {containers: [1, {image: 7}, {name: b}]}}}}',
      ['  spec.template.spec.containers[1].image', 'b  spec.template.spec.containers[name=b].image'],
    ],
  ])('%s', (yaml, expected) => {
    expect(fluxContainers(manifest(yaml)).map(brief)).toEqual(expected);
  });
});

describe('the images of a HelmRelease', () => {
  it.each([
    // The four shapes, at the top level and one level down.
    ['image: org/web:1', ['chart-image org/web:1 image']],
    ['image: org/web', ['chart-image org/web image']],
    ['image: org/web\ntag: "1"', ['chart-image org/web:1 tag']],
    ['registry: quay.io\nimage: org/web:1', ['chart-image quay.io/org/web:1 image']],
    ['registry: quay.io\nimage: org/web\ntag: "1"', ['chart-image quay.io/org/web:1 tag']],
    ['image: {repository: org/web}', ['chart-image org/web image.repository']],
    ['image: {repository: org/web, tag: "1"}', ['chart-image org/web:1 image.tag']],
    ['image: {registry: quay.io, repository: org/web:1}', ['chart-image quay.io/org/web:1 image.repository']],
    ['image: {registry: quay.io, repository: org/web, tag: "1"}', ['chart-image quay.io/org/web:1 image.tag']],
    ['web: {image: org/web:1}', ['web org/web:1 web.image']],
    ['web: {registry: quay.io, image: org/web, tag: "1"}', ['web quay.io/org/web:1 web.tag']],
    ['web: {image: {registry: quay.io, repository: org/web, tag: "1"}}', ['web quay.io/org/web:1 web.image.tag']],
    // Order: chart-image first, then by name, upper case before lower case.
    [
      'b: {image: b:1}\na: {image: a:1}\nZ: {image: z:1}\nimage: c:1',
      ['chart-image c:1 image', 'Z z:1 Z.image', 'a a:1 a.image', 'b b:1 b.image'],
    ],
    // A field one level down may carry the name of the top level.
    ['chart-image: {image: b:1}\nimage: a:1', ['chart-image b:1 chart-image.image']],
    ['image: {image: b:1, repository: a}', ['chart-image a image.repository', 'image b:1 image.image']],
    // A registry or tag that is no text is passed over.
    ['image: org/web\ntag: 1', ['chart-image org/web image']],
    ['image: {repository: org/web, tag: 1.1, registry: null}', ['chart-image org/web image.repository']],
    // No image.
    ['image: ""', []],
    ['image: {repository: [web]}', []],
    ['image: {name: web, tag: "1"}', []],
    ['image: 7', []],
    ['image: web:1\ntag: "2"', []],
    ['image: web\ntag: ""', []],
    ['registry: registry:5000\nimage: web:1', []],
    ['web: {proxy: {image: proxy:1}}', []],
    ['webs: [{image: web:1}]', []],
    ['repository: web\ntag: "1"', []],
  ])('%j', (values, expected) => {
    const object = helmRelease({}, values);
    const inValues = fluxContainers(object).map((container) => brief({ ...container, path: container.path.slice(2) }));
    expect(inValues).toEqual(expected);
  });

  it('knows each field of an image', () => {
    const object = helmRelease({}, 'image: {registry: quay.io, repository: org/web, tag: "1"}');
    expect(fluxContainers(object)[0]).toEqual({
      name: 'chart-image',
      image: 'quay.io/org/web:1',
      reference: { domain: 'quay.io', path: 'org/web', tag: '1', digest: '' },
      fields: {
        registry: ['spec', 'values', 'image', 'registry'],
        image: ['spec', 'values', 'image', 'repository'],
        tag: ['spec', 'values', 'image', 'tag'],
      },
      path: ['spec', 'values', 'image', 'tag'],
      indexPath: ['spec', 'values', 'image', 'tag'],
    });
  });

  const values =
    'image: top:1\nweb: {image: web:1, deep: {host: quay.io, repo: org/deep, full: "deep:2", tag: "3", num: 4}}\nlist: [{image: l:1}]';
  const found = ['chart-image top:1 image', 'web web:1 web.image'];
  it.each([
    [{ 'repository.fluxcd.io/a': 'web.deep.full' }, [found[0], 'a deep:2 web.deep.full', found[1]]],
    [
      { 'repository.fluxcd.io/a': 'web.deep.repo', 'tag.fluxcd.io/a': 'web.deep.tag' },
      [found[0], 'a org/deep:3 web.deep.tag', found[1]],
    ],
    [
      { 'repository.fluxcd.io/z': 'web.deep.full', 'registry.fluxcd.io/z': 'web.deep.host' },
      [...found, 'z quay.io/deep:2 web.deep.full'],
    ],
    [
      { 'repository.fluxcd.io/z': 'web.deep.repo', 'registry.fluxcd.io/z': 'web.deep.host', 'tag.fluxcd.io/z': 'web.deep.tag' },
      [...found, 'z quay.io/org/deep:3 web.deep.tag'],
    ],
    // An alias wins over what is found under its name.
    [{ 'repository.fluxcd.io/web': 'web.deep.full' }, [found[0], 'web deep:2 web.deep.full']],
    [{ 'repository.fluxcd.io/chart-image': 'web.deep.full' }, ['chart-image deep:2 web.deep.full', found[1]]],
    // Empty paths count as not given; one that leads to no text spoils the alias.
    [{ 'repository.fluxcd.io/z': 'web.deep.full', 'tag.fluxcd.io/z': '' }, [...found, 'z deep:2 web.deep.full']],
    [{ 'repository.fluxcd.io/z': 'web.deep.repo', 'tag.fluxcd.io/z': 'web.deep.num' }, found],
    [{ 'repository.fluxcd.io/z': 'web.deep' }, found],
    [{ 'repository.fluxcd.io/z': 'list.0.image' }, found],
    [{ 'repository.fluxcd.io/z': 'list.image' }, found],
    [{ 'repository.fluxcd.io/z': 'spec.values.web.deep.full' }, found],
    [{ 'repository.fluxcd.io/z': '' }, found],
    [{ 'tag.fluxcd.io/z': 'web.deep.tag' }, found],
    [{ 'repository.fluxcd.io/z': '__proto__.constructor.name' }, found],
  ])('aliases %j', (annotations, expected) => {
    const object = helmRelease(annotations, values);
    const inValues = fluxContainers(object).map((container) => brief({ ...container, path: container.path.slice(2) }));
    expect(inValues).toEqual(expected);
  });
});
