import {
  formatPath,
  isJsonObject,
  isManifest,
  readYaml,
  valueAt,
  withoutValueAt,
  withValueAt,
  type Json,
  type Manifest,
} from '@gitops/manifest';
import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A valid manifest with one field changed. */
export interface Mutant {
  readonly manifest: Manifest;
  readonly sample: Manifest;
  readonly mutation: Mutation;
  /** `Service spec.ports[].port = -1`, with list items not told apart. */
  readonly what: string;
}

export type Mutation = 'removed' | 'emptied' | 'odd value' | 'near value' | 'item twice' | 'unknown field' | 'field of elsewhere';

type Path = readonly (string | number)[];

/** Every field of Kubernetes' kinds that this repository has rules for, at least once, in manifests that the server takes. */
export function readSamples(): readonly Manifest[] {
  const directory = join(__dirname, 'oracles', 'api-cases');
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => readYaml(readFileSync(join(directory, file), 'utf8')).documents.map(({ value }) => value))
    .filter(isManifest);
}

const odd: readonly Json[] = [
  ...[null, true, false, 0, 1, -1, 2, 1.5, 65_536, 3_000_000_000, [], {}],
  ...['', 'x', 'X_', 'a.b', '-a', 'a/b', 'a/b/c', 'é', 'a b', '.', '..', '../x', '/abs', 'a'.repeat(64), 'a'.repeat(254)],
  ...[
    'true',
    '1',
    '80',
    '1.5',
    '100%',
    '101%',
    '-5%',
    '50%',
    '1Gi',
    '1 Gi',
    '1e3',
    'Ki',
    '-1',
    '10.0.0.1',
    '10.0.0.0/8',
    '*.a.b',
    '@daily',
  ],
  ...[
    'http',
    'Always',
    'Never',
    'RollingUpdate',
    'ClusterIP',
    'NodePort',
    'None',
    'Exists',
    'In',
    'TCP',
    'metadata.name',
    'metadata.labels',
  ],
];

const elsewhere = [
  ...[
    'name',
    'ports',
    'replicas',
    'values',
    'key',
    'spec',
    'type',
    'hostNetwork',
    'labels',
    'priority',
    'tolerations',
    'selector',
    'clusterIP',
  ],
  ...[
    'resource',
    'service',
    'subPathExpr',
    'hostPort',
    'containerPort',
    'nodePort',
    'restartPolicy',
    'privileged',
    'httpGet',
    'exec',
    'value',
  ],
  ...[
    'operator',
    'effect',
    'endPort',
    'lifecycle',
    'livenessProbe',
    'emptyDir',
    'secret',
    'timeZone',
    'manualSelector',
    'minAvailable',
  ],
];

/** Manifests that are mutated at a random field, each field as likely as any other. */
export function mutantsOf(samples: readonly Manifest[]): fc.Arbitrary<Mutant> {
  const places = samples.flatMap((sample) => fieldsOf(sample).map((path) => ({ sample, path })));
  return fc
    .constantFrom(...places)
    .chain(({ sample, path }) => mutate(sample, path).filter(({ manifest }) => isManifest(manifest)));
}

/** Not what the server takes from the URL, or would not know the kind by. */
function fieldsOf(sample: Manifest): readonly Path[] {
  return pathsBelow(sample, []).filter((path) => !/^(apiVersion|kind|metadata|metadata\.namespace)$/.test(path.join('.')));
}

function pathsBelow(value: Json, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const children = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...children.flatMap(([key, child]) => pathsBelow(child, [...path, key]))];
}

function mutate(sample: Manifest, path: Path): fc.Arbitrary<Mutant> {
  const value = valueAt(sample, path) ?? null;
  const where = `${sample.kind} ${formatPath(path).replace(/\[[^\]]*\]/g, '[]')}`;
  const set = (mutation: Mutation, values: readonly Json[], at: Path = path): fc.Arbitrary<Mutant> =>
    fc.constantFrom(...values).map((changed) => ({
      manifest: withValueAt(sample, at, changed),
      sample,
      mutation,
      what: `${where}${at.length > path.length ? `.${String(at.at(-1))}` : ''} = ${short(changed)}`,
    }));
  const removed = fc.constant<Mutant>({
    manifest: withoutValueAt(sample, path),
    sample,
    mutation: 'removed',
    what: `${where} removed`,
  });
  const always = [removed, set('odd value', odd), set('odd value', odd)];
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return fc.oneof(
      ...always,
      set('emptied', [[]]),
      set(
        'item twice',
        items.map((item) => [...items, item]),
      ),
    );
  }
  if (isJsonObject(value)) {
    const misplaced = fc.constantFrom(...elsewhere).chain((field) => set('field of elsewhere', odd, [...path, field]));
    return fc.oneof(...always, set('emptied', [{}]), set('unknown field', ['x', {}], [...path, 'nosuchfield']), misplaced);
  }
  return fc.oneof(...always, set('near value', near(value)));
}

/** What somebody might have meant to write. */
function near(value: Json): readonly Json[] {
  if (typeof value === 'number') return [-value, value + 1, value * 1000, value + 0.5, String(value), 0];
  if (typeof value === 'boolean') return [!value, String(value)];
  const text = String(value);
  return [
    text.toUpperCase(),
    text.toLowerCase(),
    `${text}_`,
    `${text}-`,
    ` ${text}`,
    `${text}x`,
    text.repeat(20),
    text.slice(0, -1),
    '',
  ];
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 30)}... (${String(text.length)} characters)` : text;
}
