import { isJsonObject, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt, podTemplatesOf } from '../pod-template';
import { parseQuantity } from '../schema/quantity';
import { dnsLabel, dnsSubdomain } from '../syntax';
import { downwardFile, downwardIssues } from './downward-api';
import type { Rule } from './rule';

/** Volumes of pods: one name, one source, and files that stay inside it. */
export const invalidVolume: Rule = function* (manifest, { minor }) {
  for (const { spec, specPath } of podTemplatesOf(manifest)) {
    for (const [index, volume] of itemsAt(spec['volumes'])) yield* volumeIssues(volume, [...specPath, 'volumes', index], minor);
  }
};

function* volumeIssues(volume: JsonObject, path: IndexPath, minor: string): Generator<Issue> {
  const name = stringAt(volume['name']);
  const problem = name === undefined || name === '' ? undefined : dnsLabel(name);
  if (problem !== undefined) yield { code: 'K8S023', path: [...path, 'name'], message: `volume name "${name}" ${problem}` };
  const sources = Object.keys(volume).filter((field) => field !== 'name' && isJsonObject(volume[field]));
  // A volume without source is an emptyDir: the server's default.
  if (sources.length > 1) {
    yield {
      code: 'K8S023',
      path,
      message: `the volume has ${sources.join(' and ')}, and takes one source`,
      help: 'keep one of them',
    };
  }
  for (const source of sources) yield* sourceIssues(source, volume[source] as JsonObject, [...path, source], minor);
  const { csi } = volume;
  const reference = isJsonObject(csi) ? csi['nodePublishSecretRef'] : undefined;
  if (!isJsonObject(reference)) return;
  const secret = stringAt(reference['name']) ?? '';
  const at = [...path, 'csi', 'nodePublishSecretRef'];
  const secretProblem = dnsSubdomain(secret);
  if (secret === '') yield { code: 'K8S023', path: at, message: 'the reference names no Secret', help: 'set name' };
  else if (secretProblem !== undefined) yield { code: 'K8S023', path: [...at, 'name'], message: `"${secret}" ${secretProblem}` };
}

/** One source, of a pod's volume or of a PersistentVolume. */
export function* sourceIssues(kind: string, source: JsonObject, path: IndexPath, minor: string): Generator<Issue> {
  const reference = kind === 'secret' ? 'secretName' : 'name';
  if ((kind === 'secret' || kind === 'configMap') && isUnset(source[reference])) {
    yield {
      code: 'K8S023',
      path,
      message: `the volume names no ${kind === 'secret' ? 'Secret' : 'ConfigMap'}`,
      help: `set ${reference}`,
    };
  }
  if (kind === 'hostPath' || kind === 'local') yield* pathIssues(source, 'path', path, false);
  if (kind === 'emptyDir' && (parseQuantity(source['sizeLimit']) ?? 0) < 0) {
    yield { code: 'K8S023', path: [...path, 'sizeLimit'], message: 'the size limit is negative' };
  }
  if (kind === 'nfs') yield* exportIssues(stringAt(source['path']) ?? '', path);
  if (kind === 'csi') yield* driverIssues(stringAt(source['driver']) ?? '', path);
  for (const [index, item] of itemsAt(source['items'])) {
    yield* fileIssues(kind, item, [...path, 'items', index], minor);
  }
  const paths = new Set<string>();
  for (const [index, projection] of itemsAt(source['sources'])) {
    yield* projectionIssues(projection, [...path, 'sources', index], paths, minor);
  }
}

function* exportIssues(directory: string, path: IndexPath): Generator<Issue> {
  if (directory === '' || directory.startsWith('/')) return;
  const message = `"${directory}" must be an absolute path`;
  yield { code: 'K8S023', path: [...path, 'path'], message, help: `write "/${directory}"` };
}

/** ValidateCSIDriverName in pkg/apis/core/validation. */
function* driverIssues(driver: string, path: IndexPath): Generator<Issue> {
  const tooLong = driver.length > 63 ? `must have at most 63 characters, not ${driver.length}` : undefined;
  const problem = driver === '' ? undefined : (tooLong ?? dnsSubdomain(driver.toLowerCase()));
  if (problem !== undefined) yield { code: 'K8S023', path: [...path, 'driver'], message: `"${driver}" ${problem}` };
}

/** @param paths where the projections before put their files */
function* projectionIssues(projection: JsonObject, path: IndexPath, paths: Set<string>, minor: string): Generator<Issue> {
  const kinds = Object.keys(projection).filter((field) => isJsonObject(projection[field]));
  if (kinds.length > 1)
    yield {
      code: 'K8S023',
      path,
      message: `the projection has ${kinds.join(' and ')}`,
      help: 'write each as a source of its own',
    };
  for (const kind of kinds) {
    const source = projection[kind] as JsonObject;
    if ((kind === 'secret' || kind === 'configMap') && isUnset(source['name'])) {
      yield { code: 'K8S023', path: [...path, kind], message: 'the projection names no object', help: 'set name' };
    }
    for (const [index, item] of itemsAt(source['items'])) {
      const file = stringAt(item['path']) ?? '';
      yield* fileIssues(kind, item, [...path, kind, 'items', index], minor);
      if (paths.has(file)) {
        const at = [...path, kind, 'items', index, 'path'];
        yield {
          code: 'K8S023',
          path: at,
          message: `another file of the volume is at "${file}" already`,
          help: 'rename one of the two',
        };
      }
      if (file !== '') paths.add(file);
    }
  }
}

/** A file made from a key, or from what the downward API tells. */
function* fileIssues(kind: string, item: JsonObject, path: IndexPath, minor: string): Generator<Issue> {
  const file = stringAt(item['path']) ?? '';
  yield* pathIssues(item, 'path', path, true);
  // The kubelet keeps files of such names for itself.
  if (/^\.\.[^/]/.test(file)) yield { code: 'K8S023', path: [...path, 'path'], message: `"${file}" must not begin with ".."` };
  if (kind !== 'downwardAPI') return;
  const sources = ['fieldRef', 'resourceFieldRef'].filter((field) => isJsonObject(item[field]));
  if (sources.length !== 1)
    yield { code: 'K8S023', path, message: 'a file of the downward API comes from one of fieldRef and resourceFieldRef' };
  yield* downwardIssues(downwardFile, item, path, minor);
}

/** The server refuses `..` everywhere, and absolute paths where a file is put into a volume. */
export function* pathIssues(holder: JsonObject, field: string, path: IndexPath, relative: boolean): Generator<Issue> {
  const value = stringAt(holder[field]);
  if (value === undefined || value === '') return;
  if (relative && value.startsWith('/')) {
    yield {
      code: 'K8S023',
      path: [...path, field],
      message: `"${value}" must be a relative path`,
      help: `write "${value.replace(/^\/+/, '')}"`,
    };
  } else if (value.split('/').includes('..')) {
    yield { code: 'K8S023', path: [...path, field], message: `"${value}" must not contain ".."` };
  }
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
