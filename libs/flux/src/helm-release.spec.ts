import { formatPropPath, isPropsError } from '@gitops/diagnostics';
import { App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { provideConfigRepo } from './config-repo';
import { HelmRelease, type HelmReleaseProps } from './helm-release';
import { automated, pinned } from './image';

const git = { git: 'git@github.com:example/charts', path: 'charts/web' };
const repository = { repository: 'https://charts.example.com', name: 'web', version: '1.2.3' };
const published = { directory: 'charts/web', checkValues: () => undefined };
const image = automated('nginx', { initial: '1.27' });

/** The release `web`, in namespace `apps`. */
function made(props: object, path = ''): { readonly metadata: object; readonly spec: Readonly<Record<string, unknown>> } {
  const root = new App();
  provideConfigRepo(root, { url: 'git@github.com:example/config-repo', branch: 'main', path });
  const release = new HelmRelease(new Chart(root, 'Default', { namespace: 'apps' }), 'web', props as HelmReleaseProps<object>);
  return release.toJson() as ReturnType<typeof made>;
}

describe('HelmRelease', () => {
  it('is named after its id, and so is its release', () => {
    expect(made({ chart: git })).toEqual({
      apiVersion: 'helm.fluxcd.io/v1',
      kind: 'HelmRelease',
      metadata: { name: 'web', namespace: 'apps' },
      spec: { releaseName: 'web', chart: git },
    });
  });

  it.each([
    [{ chart: repository }, 'chart', repository],
    [{ chart: { ...git, ref: 'v1' } }, 'chart', { ...git, ref: 'v1' }],
    [{ chart: published }, 'chart', { git: 'git@github.com:example/config-repo', ref: 'main', path: 'charts/web' }],
    [{ chart: git, releaseName: 'other' }, 'releaseName', 'other'],
    [{ chart: git, values: { image } }, 'values', { image: { repository: 'nginx', tag: '1.27' } }],
    [{ chart: git, values: {} }, 'values', undefined],
    [{ chart: git, timeout: 60, rollback: { enable: true } }, 'rollback', { enable: true }],
  ])('%j: %s', (props, field, value) => {
    expect(made(props).spec[field]).toEqual(value);
  });

  it("finds a chart of its own within the cluster's part of the repository", () => {
    expect(made({ chart: published }, 'clusters/demo').spec['chart']).toMatchObject({ path: 'clusters/demo/charts/web' });
  });

  it.each([
    ['pinned', { values: { image: pinned('nginx:1.27') } }, undefined],
    ['automated', { values: { image } }, { 'fluxcd.io/automated': 'true' }],
    ['its own', { values: { image }, metadata: { annotations: { team: 'a' } } }, { 'fluxcd.io/automated': 'true', team: 'a' }],
  ])('has annotations: %s', (_, props, annotations) => {
    expect(made({ chart: git, ...props }).metadata).toEqual({
      name: 'web',
      namespace: 'apps',
      ...(annotations && { annotations }),
    });
  });

  it.each([
    ['both chart sources', { chart: { ...git, ...repository } }, ['chart']],
    ['neither chart source', { chart: {} }, ['chart']],
    ['a range of versions', { chart: { ...repository, version: '^1.0.0' } }, ['chart.version']],
    ['a repository without scheme', { chart: { ...repository, repository: 'charts.example.com' } }, ['chart.repository']],
    ['an unknown prop', { chart: git, timout: 1 }, ['timout']],
    ['a wrong type', { chart: git, wait: 'yes' }, ['wait']],
    ['a long release name', { chart: git, releaseName: 'a'.repeat(54) }, ['releaseName']],
    ['several mistakes', { chart: git, timeout: -1, maxHistory: -1 }, ['maxHistory', 'timeout']],
    [
      'two sources of values in one',
      { chart: git, valuesFrom: [{ configMapKeyRef: { name: 'a' }, secretKeyRef: { name: 'b' } }] },
      ['valuesFrom[0]'],
    ],
  ])('refuses %s', (_, props, paths) => {
    let thrown: unknown;
    try {
      made(props);
    } catch (error) {
      thrown = error;
    }
    expect(isPropsError(thrown) && thrown.problems.map(({ path }) => formatPropPath(path)).sort()).toEqual(paths);
  });
});
