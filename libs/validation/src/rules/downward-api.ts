import type { DiagnosticCode } from '@gitops/diagnostics';
import { isJsonObject, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { parseQuantity } from '../schema/quantity';
import { minorNumber, qualifiedName } from '../syntax';

/** What of its own pod a container can ask for, by way of `fieldRef` and `resourceFieldRef`. */
export interface DownwardApi {
  readonly code: DiagnosticCode;
  /** What receives the value, with its article. */
  readonly receiver: string;
  readonly fields: ReadonlySet<string>;
  /** A file belongs to no container, so it must say whose resources it is about. */
  readonly needsContainer: boolean;
}

export const downwardVariable: DownwardApi = {
  code: 'K8S022',
  receiver: 'a variable',
  fields: new Set([
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
  ]),
  needsContainer: false,
};

export const downwardFile: DownwardApi = {
  code: 'K8S023',
  receiver: 'a file',
  fields: new Set(['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid']),
  needsContainer: true,
};

const resources = ['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [`limits.${name}`, `requests.${name}`]);

/** Both references of `holder`, which is at `path` (pkg/apis/core/validation, validateObjectFieldSelector and its fellow). */
export function* downwardIssues(api: DownwardApi, holder: JsonObject, path: IndexPath, minor: string): Generator<Issue> {
  const { fieldRef, resourceFieldRef } = holder;
  if (isJsonObject(fieldRef)) yield* fieldIssues(api, fieldRef, [...path, 'fieldRef'], minor);
  if (isJsonObject(resourceFieldRef)) yield* resourceIssues(api, resourceFieldRef, [...path, 'resourceFieldRef']);
}

function* fieldIssues(api: DownwardApi, reference: JsonObject, path: IndexPath, minor: string): Generator<Issue> {
  const { code, receiver, fields } = api;
  const version = stringAt(reference['apiVersion']) ?? '';
  if (version !== '' && version !== 'v1') {
    const message = `no pod has apiVersion "${version}"`;
    yield { code, path: [...path, 'apiVersion'], message, help: 'remove apiVersion' };
    return;
  }
  const field = stringAt(reference['fieldPath']) ?? '';
  const at = [...path, 'fieldPath'];
  const subscript = /^metadata\.(annotations|labels)\['([^']*)'\]$/.exec(field);
  if (subscript !== null) {
    const [, list, key = ''] = subscript;
    const problem = qualifiedName(list === 'annotations' ? key.toLowerCase() : key);
    if (problem !== undefined) yield { code, path: at, message: `"${key}" ${problem}` };
    // The server still takes spec.host for spec.nodeName.
  } else if (field !== '' && !isOffered(field === 'spec.host' ? 'spec.nodeName' : field, fields, minor)) {
    const help = `the fields here are ${[...fields].join(', ')}, metadata.labels['<key>'] and metadata.annotations['<key>']`;
    yield { code, path: at, message: `${receiver} cannot hold the pod's "${field}"`, help };
  }
}

function isOffered(field: string, fields: ReadonlySet<string>, minor: string): boolean {
  return fields.has(field) && (field !== 'status.hostIPs' || minorNumber(minor) >= 29);
}

function* resourceIssues(
  { code, receiver, needsContainer }: DownwardApi,
  reference: JsonObject,
  path: IndexPath,
): Generator<Issue> {
  if (needsContainer && (stringAt(reference['containerName']) ?? '') === '') {
    const message = `${receiver} of the downward API does not say whose resource it holds`;
    yield { code, path, message, help: 'set containerName' };
  }
  const resource = stringAt(reference['resource']) ?? '';
  if (resource === '') return;
  const isHugePages = /^(limits|requests)\.hugepages-/.test(resource);
  if (!resources.includes(resource) && !isHugePages) {
    const help = `the resources here are ${resources.join(', ')}, and limits.hugepages-<size>`;
    yield { code, path: [...path, 'resource'], message: `${receiver} cannot hold the container's "${resource}"`, help };
    return;
  }
  const divisor = reference['divisor'];
  const ofCpu = resource.endsWith('.cpu');
  if (typeof divisor !== 'string' && typeof divisor !== 'number') return;
  const value = parseQuantity(divisor);
  if (value === undefined || value === 0 || isUnit(String(divisor), value, ofCpu)) return;
  const help = ofCpu ? 'write 1 or 1m' : 'write 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi or 1Ei';
  yield { code, path: [...path, 'divisor'], message: `${resource} cannot be divided by ${String(divisor)}`, help };
}

/** One of some unit, however it is written: the server compares what it would print, so 1024 is no 1Ki, but 1000 is 1k. */
function isUnit(text: string, value: number, ofCpu: boolean): boolean {
  if (value === 1) return true;
  if (/[eE]./.test(text)) return false;
  if (ofCpu) return value === 0.001;
  const base = text.trim().endsWith('i') ? 1024 : 1000;
  return [1, 2, 3, 4, 5, 6].some((power) => base ** power === value);
}
