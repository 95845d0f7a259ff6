import { isJsonObject, objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt } from '../pod-template';
import { dnsLabel, dnsSubdomain } from '../syntax';
import { termIssues } from './invalid-scheduling';
import { sourceIssues } from './invalid-volume';
import { amountOf } from './resource-name';
import type { Rule } from './rule';

/** The objects of a PersistentVolumeSpec that are no source of storage. */
const noSource: ReadonlySet<string> = new Set(['capacity', 'claimRef', 'nodeAffinity']);

/** The API server takes nodeStageSecretRef as it is. */
const secretReferences = [
  'controllerExpandSecretRef',
  'controllerPublishSecretRef',
  'nodeExpandSecretRef',
  'nodePublishSecretRef',
];

/** Storage that an operator provides: how much, of which class, and from one source. */
export const invalidPersistentVolume: Rule = function* (manifest, { minor }) {
  if (manifest.kind !== 'PersistentVolume' || manifest.apiVersion !== 'v1') return;
  const spec = objectAt(manifest['spec']);
  yield* capacityIssues(objectAt(spec['capacity']));
  const modes: readonly unknown[] = Array.isArray(spec['accessModes']) ? spec['accessModes'] : [];
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) {
    const message = 'access mode "ReadWriteOncePod" excludes others';
    yield { code: 'K8S040', path: ['spec', 'accessModes'], message, help: 'keep one' };
  }
  const storageClass = stringAt(spec['storageClassName']) ?? '';
  const problem = storageClass === '' ? undefined : dnsSubdomain(storageClass);
  if (problem !== undefined)
    yield { code: 'K8S040', path: ['spec', 'storageClassName'], message: `"${storageClass}" ${problem}` };
  const sources = Object.keys(spec).filter((field) => !noSource.has(field) && isJsonObject(spec[field]));
  if (sources.length !== 1) {
    const message =
      sources.length === 0 ? 'the volume has no source' : `the volume has ${sources.join(' and ')}, and takes one source`;
    yield { code: 'K8S040', path: ['spec'], message, help: sources.length === 0 ? 'set csi' : 'keep one of them' };
  }
  for (const source of sources) {
    const [value, path] = [objectAt(spec[source]), ['spec', source]];
    for (const issue of sourceIssues(source, value, path, minor)) yield { ...issue, code: 'K8S040' };
    if (source === 'csi') yield* secretIssues(value, path);
  }
  const { required } = objectAt(spec['nodeAffinity']);
  const terms = ['spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'];
  for (const [index, term] of itemsAt(objectAt(required)['nodeSelectorTerms'])) {
    for (const issue of termIssues(term, [...terms, index])) yield { ...issue, code: 'K8S040' };
  }
  if (sources.includes('local') && !isJsonObject(required)) {
    yield {
      code: 'K8S040',
      path: ['spec', 'local'],
      message: 'a local volume is on some node',
      help: 'set nodeAffinity.required',
    };
  }
};

function* capacityIssues(capacity: JsonObject): Generator<Issue> {
  const path = ['spec', 'capacity'];
  if (!('storage' in capacity)) {
    const help = 'set capacity: { storage: 10Gi }';
    yield { code: 'K8S040', path: ['spec'], message: 'the volume does not say how much storage it has', help };
  }
  for (const [name, quantity] of Object.entries(capacity)) {
    if (name !== 'storage') yield { code: 'K8S040', path: [...path, name], message: `capacity is of storage, not of "${name}"` };
    else if ((amountOf(quantity) ?? 1) <= 0)
      yield { code: 'K8S040', path: [...path, name], message: `storage must be more than 0, and is ${String(quantity)}` };
  }
}

/** A volume is in no namespace, so it says where its secrets are. */
function* secretIssues(csi: JsonObject, path: IndexPath): Generator<Issue> {
  for (const field of secretReferences) {
    const reference = csi[field];
    if (!isJsonObject(reference)) continue;
    for (const [part, check] of [
      ['name', dnsSubdomain],
      ['namespace', dnsLabel],
    ] as const) {
      const value = stringAt(reference[part]) ?? '';
      const problem = check(value);
      if (problem === undefined) continue;
      const message = value === '' ? `the reference has no ${part}` : `"${value}" ${problem}`;
      yield { code: 'K8S040', path: [...path, field, part], message };
    }
  }
}
