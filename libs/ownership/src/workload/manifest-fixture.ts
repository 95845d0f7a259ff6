import { isManifest, type Manifest } from '@gitops/manifest';
import { expect } from 'vitest';
import { parse } from 'yaml';

type Annotations = Readonly<Record<string, unknown>>;
type Images = Readonly<Record<string, string>>;

export function manifest(yaml: string): Manifest {
  const value: unknown = parse(yaml);
  return isManifest(value) ? value : expect.fail(`no manifest: ${yaml}`);
}

export function workload(kind: string, annotations: Annotations, containers: Images, initContainers: Images = {}): Manifest {
  const list = (images: Images): object[] => Object.entries(images).map(([name, image]) => ({ name, image }));
  const pod = { spec: { containers: list(containers), initContainers: list(initContainers) } };
  const spec = kind === 'CronJob' ? { jobTemplate: { spec: { template: pod } } } : { template: pod };
  const apiVersion = kind === 'CronJob' || kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return manifest(JSON.stringify({ apiVersion, kind, metadata: { name: 'web', namespace: 'apps', annotations }, spec }));
}

export function deployment(annotations: Annotations, containers: Images, initContainers: Images = {}): Manifest {
  return workload('Deployment', annotations, containers, initContainers);
}

/** @param values as YAML */
export function helmRelease(annotations: Annotations, values: string): Manifest {
  const spec = { chart: { git: 'git@example.org:charts', path: 'web' }, values: parse(values) as unknown };
  const metadata = { name: 'web', namespace: 'apps', annotations };
  return manifest(JSON.stringify({ apiVersion: 'helm.fluxcd.io/v1', kind: 'HelmRelease', metadata, spec }));
}
