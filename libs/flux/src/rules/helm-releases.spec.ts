import { describe, expect, it } from 'vitest';
import { automated, helmRelease, issuesOf, manifest, verdict } from './rule-fixture';

const alias = (part: string, path: string, name = 'web') => ({ [`${part}.fluxcd.io/${name}`]: path });

describe('helm-release-without-image', () => {
  const expected = [
    'FLX019 metadata.annotations["fluxcd.io/automated"]: Flux finds no image in the values of this automated HelmRelease',
  ];

  it.each([
    '{}',
    'replicas: 2',
    'image: {repository: 1}',
    'image: [web]',
    '[]',
    'null',
    'image: ""',
    'web: {sidecar: {image: 1}}',
  ])('%s', (values) => {
    expect(verdict(helmRelease(automated, values))).toEqual(expected);
    expect(verdict(helmRelease({}, values))).toEqual([]);
  });
});

describe('helm-image-out-of-reach', () => {
  it.each([
    ['web: {proxy: {image: proxy:1}}', 'spec.values.web.proxy.image', 'web.proxy.image'],
    [
      'web: {proxy: {image: {repository: proxy, tag: "1"}}}',
      'spec.values.web.proxy.image.repository',
      'web.proxy.image.repository',
    ],
    ['proxy: {repository: proxy, tag: "1"}', 'spec.values.proxy.repository', 'proxy.repository'],
    ['sidecars: [{image: proxy:1}]', 'spec.values.sidecars[0].image', 'sidecars[0].image'],
  ])('%s', (values, path, name) => {
    const object = helmRelease(automated, `image: web:1\n${values}`);
    expect(verdict(object)).toEqual([`FLX020 ${path}: Flux does not see the image at "${name}" of the values`]);
    expect(verdict(helmRelease({}, values))).toEqual([]);
  });

  it('says what to write, where anything can be written', () => {
    const help = (values: string) => issuesOf(helmRelease(automated, `image: web:1\n${values}`))[0]?.help;
    expect(help('web: {proxy: {image: proxy:1}}')).toMatch(
      /^annotate the HelmRelease: "repository.fluxcd.io\/<alias>": "web.proxy.image"/,
    );
    expect(help('web: {"a.b": {image: proxy:1}}')).toMatch(/^keep its tag in TypeScript/);
    expect(help('sidecars: [{image: proxy:1}]')).toMatch(/^keep its tag in TypeScript/);
  });

  it('is content with an alias', () => {
    const annotations = {
      ...automated,
      ...alias('repository', 'web.proxy.image'),
      'fluxcd.io/tag.web': '*',
      'fluxcd.io/tag.chart-image': '*',
    };
    expect(verdict(helmRelease(annotations, 'image: web:1\nweb: {proxy: {image: proxy:1}}'))).toEqual([]);
  });
});

describe('helm-alias-leads-nowhere', () => {
  const values = 'web: {proxy: {host: quay.io, repo: org/proxy, tag: "1", port: 80, full: "a:b:c"}}\nlist: [{image: a}]';
  it.each([
    [alias('repository', 'web.proxy.repo'), []],
    [{ ...alias('repository', 'web.proxy.repo'), ...alias('tag', 'web.proxy.tag'), ...alias('registry', 'web.proxy.host') }, []],
    [alias('repository', 'web.proxi.repo'), ['"repository.fluxcd.io/web" points to nothing at "spec.values.web.proxi.repo"']],
    [alias('repository', 'web.proxy'), ['"repository.fluxcd.io/web" points to an object at "spec.values.web.proxy"']],
    [alias('repository', 'web.proxy.port'), ['"repository.fluxcd.io/web" points to a number at "spec.values.web.proxy.port"']],
    [alias('repository', 'list.0.image'), ['"repository.fluxcd.io/web" points to nothing at "spec.values.list["0"].image"']],
    [alias('repository', 'spec.values.web'), ['"repository.fluxcd.io/web" points to nothing at "spec.values.spec.values.web"']],
    [alias('tag', 'web.proxy.tag'), ['alias "web" has no "repository.fluxcd.io/web", so Flux passes over it']],
    [
      { ...alias('repository', 'web.proxy.repo'), ...alias('tag', 'web.proxy.tga') },
      ['"tag.fluxcd.io/web" points to nothing at "spec.values.web.proxy.tga"'],
    ],
    [alias('repository', 'web.proxy.full'), ['what alias "web" points to is no image that Flux can read']],
    [alias('repository', ''), ['alias "web" has no "repository.fluxcd.io/web", so Flux passes over it']],
  ])('%j', (annotations, messages) => {
    const issues = issuesOf(helmRelease(annotations, values));
    expect(issues.map(({ code, message }) => `${code} ${message}`)).toEqual(messages.map((message) => `FLX021 ${message}`));
  });

  it('shows the keys where the path goes astray', () => {
    expect(issuesOf(helmRelease(alias('repository', 'web.proxi.repo'), values))[0]?.help).toBe(
      'let it lead to a string, as a path below spec.values with dots between the keys; "spec.values.web" has "proxy"',
    );
  });
});

describe('helm-tag-not-a-string', () => {
  it.each([
    ['image: {repository: web, tag: 1.1}', 'spec.values.image.tag', 'the tag of image "chart-image" is a number, not a string'],
    ['image: {repository: web, tag: null}', 'spec.values.image.tag', 'the tag of image "chart-image" is null, not a string'],
    ['image: web\ntag: true', 'spec.values.tag', 'the tag of image "chart-image" is a boolean, not a string'],
    ['db: {image: db, registry: [a], tag: "1"}', 'spec.values.db.registry', 'the registry of image "db" is a list, not a string'],
  ])('%j', (values, path, message) => {
    expect(verdict(helmRelease(automated, values))).toContain(`FLX022 ${path}: ${message}`);
    expect(verdict(helmRelease({}, values))).toEqual([]);
  });

  it('does not look beside an alias', () => {
    expect(verdict(helmRelease({ ...automated, ...alias('repository', 'a.b') }, 'a: {b: "web:1", tag: 7}'))).toEqual([]);
  });
});

describe('helm-tag-torn', () => {
  const aliases = { ...alias('repository', 'a.b.repo'), ...alias('tag', 'a.b.version') };
  it.each([
    ['image: a\ntag: b.c/d:1', {}, 'spec.values.tag', 'the tag "b.c/d:1" contains "/"'],
    ['image: {repository: a, tag: "b:1"}', {}, 'spec.values.image.tag', 'the tag "b:1" contains ":"'],
    ['db: {image: {repository: a, tag: x/y}}', {}, 'spec.values.db.image.tag', 'the tag "x/y" contains "/"'],
    ['a: {b: {repo: a, version: "b:1"}}', aliases, 'spec.values.a.b.version', 'the tag "b:1" contains ":"'],
  ])('%s', (values, annotations, path, message) => {
    expect(verdict(helmRelease({ ...automated, ...annotations }, values))).toContain(`FLX029 ${path}: ${message}`);
    expect(verdict(helmRelease(annotations, values))).not.toContain(`FLX029 ${path}: ${message}`);
  });

  it.each([
    ['image: quay.io:443/org/a\ntag: "1.2_3-x"', {}],
    ['image: a\nlabels: {tag: b/c}', {}],
    ['web: {image: a, tag: b/c}\na: {b: {repo: a, version: "1"}}', aliases],
    ['image: {repository: a, tag: "1@sha256:4f1c"}', {}],
  ])('leaves alone %s', (values, annotations) => {
    const codes = issuesOf(helmRelease({ ...automated, ...annotations }, values)).map(({ code }) => code);
    expect(codes).not.toContain('FLX029');
  });
});

describe('helm-chart-source', () => {
  const release = (chart: string) =>
    manifest(`{apiVersion: helm.fluxcd.io/v1, kind: HelmRelease, metadata: {name: a}, spec: {chart: ${chart}}}`);
  const none = ['FLX023 spec.chart: the chart has no source'];
  const mixes = (git: string, repository: string) => [
    `FLX023 spec.chart: the chart mixes two sources: ${git} of a git repository, and ${repository} of a chart repository`,
  ];

  it.each([
    ['{git: g, path: p}', []],
    ['{git: g, path: p, ref: main, secretRef: {name: s}}', []],
    ['{repository: r, name: n, version: "1"}', []],
    ['{}', none],
    ['{path: p, ref: main}', none],
    ['{name: n, version: "1"}', none],
    ['{git: g, repository: r}', mixes('git', 'repository')],
    ['{git: g, path: p, version: "1"}', mixes('git, path', 'version')],
    ['{repository: r, name: n, version: "1", ref: main}', mixes('ref', 'repository, name, version')],
    ['{path: p, name: n}', mixes('path', 'name')],
    ['web', []],
  ])('%s', (chart, expected) => {
    expect(verdict(release(chart))).toEqual(expected);
  });
});

describe('helm-registry-rewritten', () => {
  const release = (registry: string, repository: string) =>
    helmRelease(automated, `image: {registry: "${registry}", repository: ${repository}, tag: "1"}`);

  it.each([
    ['quay.io', 'org/web'],
    ['localhost:5000', 'web'],
    ['registry', 'org/web'],
  ])('takes %s and %s', (registry, repository) => {
    expect(verdict(release(registry, repository))).toEqual([]);
  });

  it.each([
    ['quay.io/org', 'web', 'quay.io'],
    ['registry', 'web', ''],
  ])('refuses %s and %s', (registry, repository, domain) => {
    expect(verdict(release(registry, repository))).toEqual([
      `FLX027 spec.values.image.tag: Flux would rewrite the registry of image "chart-image" from "${registry}" to "${domain}" when it first changes the tag`,
    ]);
  });
});

describe('automated-digest', () => {
  it.each([
    ['image: web@sha256:4f1c', 'image', 'web@sha256:4f1c'],
    ['image: {repository: "web:1@sha256:4f1c"}', 'image.repository', 'web:1@sha256:4f1c'],
    ['image: {repository: web, tag: "1@sha256:4f1c"}', 'image.tag', 'web:1@sha256:4f1c'],
  ])('%s', (values, path, image) => {
    expect(verdict(helmRelease(automated, values))).toEqual([
      `FLX006 spec.values.${path}: automated image "${image}" is given by digest`,
    ]);
    expect(verdict(helmRelease({}, values))).toEqual([]);
  });
});
