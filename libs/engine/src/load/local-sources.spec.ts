import { App, Chart, Helm, Include } from 'cdk8s';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLocalSources } from './local-sources';

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n';
const helm = '#!/bin/sh\ntest -e "$3" && printf "apiVersion: v1\\nkind: Secret\\nmetadata: { name: rendered }\\n"\n';
let outside: string;
let root: string;

beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'gitops-sources-')));
  root = join(outside, 'workspace');
  const folders = ['apps/web', 'platform/dns', 'clusters/demo', 'libs/imports', 'dist/web', 'apps'];
  for (const folder of [...folders, '..']) put(`${folder}/vendor.yaml`, manifest);
  put('apps/web/chart/Chart.yaml', 'name: web\n');
  put('dist/chart/Chart.yaml', 'name: web\n');
  put('helm', helm);
  chmodSync(join(root, 'helm'), 0o755);
  symlinkSync('../../../vendor.yaml', join(root, 'apps/web/out.yaml'));
  symlinkSync('vendor.yaml', join(root, 'apps/web/in.yaml'));
});
afterEach(() => {
  rmSync(outside, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function kinds(make: (chart: Chart) => void): readonly unknown[] {
  const chart = new Chart(new App(), 'test');
  withLocalSources(root, () => {
    make(chart);
  });
  return chart.toJson().map((object: { readonly kind: unknown }) => object.kind);
}

const include = (url: string) => (): readonly unknown[] => kinds((chart) => new Include(chart, 'include', { url }));
const render = (chartPath: string) => (): readonly unknown[] =>
  kinds((chart) => new Helm(chart, 'helm', { chart: chartPath, helmExecutable: join(root, 'helm') }));

describe('Include', () => {
  it.each([
    'apps/web/vendor.yaml',
    './platform/dns/vendor.yaml',
    'clusters/demo/vendor.yaml',
    'libs/imports/vendor.yaml',
    'apps/web/in.yaml',
  ])('reads %s', (url) => {
    expect(include(url)()).toEqual(['ConfigMap']);
  });

  it.each([
    ['../vendor.yaml', 'belongs to no project'],
    ['apps/web/../../../vendor.yaml', 'belongs to no project'],
    ['apps/web/out.yaml', 'belongs to no project'],
    ['apps/vendor.yaml', 'belongs to no project'],
    ['dist/web/vendor.yaml', 'belongs to no project'],
    ['/dev/null', 'belongs to no project'],
    ['apps/web/chart', 'is no file'],
    ['apps/web/none.yaml', 'there is no file'],
    ['https://example.com/vendor.yaml', 'synth reads no network'],
  ])('refuses %s', (url, message) => {
    expect(include(url)).toThrow(message);
  });
});

describe('Helm', () => {
  it('renders a chart of a project', () => {
    expect(render('apps/web/chart')()).toEqual(['Secret']);
  });

  it.each([
    ['dist/chart', 'belongs to no project'],
    ['stable/web', 'there is no file'],
    ['oci://registry.example.com/web', 'synth reads no network'],
  ])('refuses %s', (chart, message) => {
    expect(render(chart)).toThrow(message);
  });

  it('opens the temporary directory to nothing else', () => {
    const foreign = mkdtempSync(join(tmpdir(), 'cdk8s-helm-'));
    writeFileSync(join(foreign, 'chart.yaml'), manifest);
    expect(include(join(foreign, 'chart.yaml'))).toThrow('belongs to no project');
    rmSync(foreign, { recursive: true });
  });
});
