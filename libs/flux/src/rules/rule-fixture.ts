import { formatPath, isManifest, type Manifest } from '@gitops/manifest';
import type { Issue, ManifestSet } from '@gitops/validation';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { fluxRules } from '.';

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

export const automated = { 'fluxcd.io/automated': 'true' } as const;

export function issuesOf(object: Manifest): readonly Issue[] {
  // No rule of this library looks at other manifests.
  const set = undefined as unknown as ManifestSet;
  return fluxRules.flatMap((rule) => [...rule(object, set)]);
}

/** `FLX004 spec.template.spec.containers[0].image: message`, one for each issue. */
export function verdict(object: Manifest): readonly string[] {
  return issuesOf(object).map(({ code, path, message }) => `${code} ${formatPath(path)}: ${message}`);
}
