import { describe, expect, it } from 'vitest';
import { automated, deployment, helmRelease, issuesOf, verdict, workload } from './rule-fixture';

const image = 'spec.template.spec.containers[0].image';
const filtered = (filter: string, tag: string, key = 'fluxcd.io/tag.web') =>
  deployment({ ...automated, [key]: filter }, { web: `quay.io/org/web:${tag}` });

describe('filter-excludes-declared-tag', () => {
  it.each([
    ['semver:~1.0', '4f1c2d7'],
    ['semver:~1.0', '1.1.0'],
    ['semver:>=1.0', '1.1.0-rc'],
    ['glob:master-*', 'main-1'],
    ['master-*', 'main-1'],
    ['regexp:^v', '1.0'],
    ['semver:>2 <1', '1.5.0'],
  ])('%s refuses %s', (filter, tag) => {
    const written = filter.includes(':') ? filter : `glob:${filter}`;
    expect(verdict(filtered(filter, tag))).toEqual([
      `FLX004 ${image}: filter "${written}" can never admit the declared tag "${tag}"`,
    ]);
  });

  it.each([
    ['semver:~1.0', '1.0.7'],
    ['semver:>=1.0-0', '1.1.0-rc'],
    ['glob:*', '4f1c2d7'],
    ['4f1c2d7', '4f1c2d7'],
    ['regex:^[0-9a-f]{7}$', '4f1c2d7'],
  ])('%s takes %s', (filter, tag) => {
    expect(verdict(filtered(filter, tag))).toEqual([]);
  });

  it('explains itself', () => {
    expect(issuesOf(filtered('semver:~1.0', '4f1c2d7'))).toEqual([
      {
        code: 'FLX004',
        path: ['spec', 'template', 'spec', 'containers', 0, 'image'],
        message: 'filter "semver:~1.0" can never admit the declared tag "4f1c2d7"',
        notes: ['Flux treats a tag that is no version as outside every semver range, so it would never choose one like this'],
        help: 'use glob(\'*\') for commit tags, or declare a version such as "1.0.0"',
      },
    ]);
  });

  it.each([
    ['semver:~1.0', '1.1.0', 'widen the range, or declare a version such as "1.0.0"'],
    [
      'semver:>=1',
      '1.1.0-rc',
      'end the range\'s lower bound in "-0", as in semver(\'>=1.0-0\'), or declare a version such as "1.0.0"',
    ],
    ['semver:>2 <1', '1.5.0', 'widen the range, or declare a version that lies in the range'],
    ['glob:v*', '1', 'declare a tag that the glob stands for, or change the glob'],
    ['regexp:^v', '1', 'declare a tag in which the expression is found, or change the expression'],
  ])('%s of %s: %s', (filter, tag, help) => {
    expect(issuesOf(filtered(filter, tag))[0]?.help).toBe(help);
  });

  it('says nothing of an object that Flux does not update', () => {
    expect(verdict(deployment({ 'fluxcd.io/tag.web': 'semver:~1.0' }, { web: 'web:4f1c2d7' }))).toEqual([]);
  });

  it('names the field of an init container, and of the tag in a HelmRelease', () => {
    const filters = { 'fluxcd.io/tag.web': 'glob:*', 'filter.fluxcd.io/setup': 'semver:1' };
    expect(verdict(deployment({ ...automated, ...filters }, { web: 'web:1' }, { setup: 'setup:x' }))).toEqual([
      'FLX004 spec.template.spec.initContainers[0].image: filter "semver:1" can never admit the declared tag "x"',
    ]);
    const release = helmRelease({ ...automated, 'fluxcd.io/tag.chart-image': 'semver:1' }, 'image: {repository: web, tag: x}');
    expect(verdict(release)).toEqual(['FLX004 spec.values.image.tag: filter "semver:1" can never admit the declared tag "x"']);
  });
});

describe('filter-does-not-parse', () => {
  it.each([
    ['semver:one', 'it is no range of Masterminds/semver', 'write a range such as "~1.4", ">=1.2 <3" or "1.x"'],
    [
      'regexp:^(?!dev)',
      'error parsing regexp: invalid or unsupported Perl syntax: `(?!`',
      'write an expression of RE2: it has no lookaround and no back references',
    ],
  ])('%s', (filter, problem, help) => {
    const object = filtered(filter, 'dev');
    expect(verdict(object)).toEqual([`FLX010 ${image}: filter "${filter}" does not parse: ${problem}`]);
    expect(issuesOf(object)[0]?.help).toBe(help);
  });

  it('is about the annotation where there is no such container', () => {
    expect(verdict(deployment({ 'fluxcd.io/tag.db': 'semver:x.' }, { web: 'web:1' }))).toEqual([
      'FLX010 metadata.annotations["fluxcd.io/tag.db"]: filter "semver:x." does not parse: it is no range of Masterminds/semver',
      'FLX012 metadata.annotations["fluxcd.io/tag.db"]: the filter "fluxcd.io/tag.db" names no container of this Deployment',
    ]);
  });
});

describe('filter-not-decidable', () => {
  it.each(['regexp:(?<branch>main)', 'regexp:\\p{Greek}'])('%s', (filter) => {
    expect(verdict(filtered(filter, 'x'))).toEqual([
      `FLX011 ${image}: cannot tell whether filter "${filter}" admits the declared tag "x"`,
    ]);
  });
});

describe('filter-names-no-container', () => {
  const spare = { ...automated, 'fluxcd.io/tag.web': '*', 'fluxcd.io/tag.setup': '*' };
  const pod = [{ web: 'web:1' }, { setup: 'setup:1' }] as const;

  it.each([
    ['fluxcd.io/tag.wev', 'did you mean "web"? Flux sees "web", "setup" here'],
    ['filter.fluxcd.io/Web', 'did you mean "web"? Flux sees "web", "setup" here'],
    ['flux.weave.works/tag.database', 'Flux sees "web", "setup" here'],
    ['fluxcd.io/tag.', 'Flux sees "web", "setup" here'],
  ])('%s', (key, help) => {
    const object = deployment({ ...spare, [key]: 'glob:*' }, ...pod);
    expect(verdict(object)).toEqual([
      `FLX012 metadata.annotations["${key}"]: the filter "${key}" names no container of this Deployment`,
    ]);
    expect(issuesOf(object)[0]?.help).toBe(help);
  });

  it('knows the names of a HelmRelease', () => {
    const object = helmRelease({ 'fluxcd.io/tag.image': '*' }, 'image: web:1\ndb: {image: db:1}');
    expect(issuesOf(object).map(({ code, help }) => [code, help])).toEqual([['FLX012', 'Flux sees "chart-image", "db" here']]);
  });

  it('says so where Flux sees none', () => {
    expect(
      issuesOf(workload('Job', { 'fluxcd.io/tag.web': '*' }, { web: 'web:1' })).map(({ code, help }) => [code, help]),
    ).toEqual([['FLX012', 'remove it: Flux sees no container here']]);
  });
});

describe('container-without-filter', () => {
  it.each([
    ['one container needs none', automated, { web: 'web:1' }, {}, []],
    [
      'a second one',
      { ...automated, 'fluxcd.io/tag.web': '*' },
      { web: 'web:1', proxy: 'proxy:1' },
      {},
      ['FLX015 spec.template.spec.containers[1].image: container "proxy" of an automated Deployment has no filter of its own'],
    ],
    [
      'an init container',
      { ...automated, 'filter.fluxcd.io/web': '*' },
      { web: 'web:1' },
      { setup: 'setup:1' },
      [
        'FLX015 spec.template.spec.initContainers[0].image: container "setup" of an automated Deployment has no filter of its own',
      ],
    ],
    [
      'all have one',
      { ...automated, 'fluxcd.io/tag.web': '*', 'fluxcd.io/tag.proxy': '1' },
      { web: 'web:1', proxy: 'proxy:1' },
      {},
      [],
    ],
    ['not automated', {}, { web: 'web:1', proxy: 'proxy:1' }, {}, []],
  ])('%s', (_, annotations, containers, initContainers, expected) => {
    expect(verdict(deployment(annotations, containers, initContainers))).toEqual(expected);
  });

  it('counts every image of a HelmRelease', () => {
    const release = helmRelease(
      { ...automated, 'fluxcd.io/tag.db': '*' },
      'image: web:1\ndb: {image: {repository: db, tag: "1"}}',
    );
    expect(verdict(release)).toEqual([
      'FLX015 spec.values.image: container "chart-image" of an automated HelmRelease has no filter of its own',
    ]);
  });
});
