import { isJsonObject, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt, podTemplatesOf } from '../pod-template';
import { dnsLabel } from '../syntax';
import type { Rule } from './rule';

/** Volumes of pods: one name, one source, and files that stay inside it. */
export const invalidVolume: Rule = function* (manifest) {
  for (const { spec, specPath } of podTemplatesOf(manifest)) {
    for (const [index, volume] of itemsAt(spec['volumes'])) yield* volumeIssues(volume, [...specPath, 'volumes', index]);
  }
};

function* volumeIssues(volume: JsonObject, path: IndexPath): Generator<Issue> {
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
  for (const source of sources) yield* sourceIssues(source, volume[source] as JsonObject, [...path, source]);
}

function* sourceIssues(kind: string, source: JsonObject, path: IndexPath): Generator<Issue> {
  const reference = kind === 'secret' ? 'secretName' : 'name';
  if ((kind === 'secret' || kind === 'configMap') && isUnset(source[reference])) {
    yield {
      code: 'K8S023',
      path,
      message: `the volume names no ${kind === 'secret' ? 'Secret' : 'ConfigMap'}`,
      help: `set ${reference}`,
    };
  }
  if (kind === 'hostPath') yield* pathIssues(source, 'path', path, false);
  for (const [index, item] of itemsAt(source['items'])) {
    yield* pathIssues(item, 'path', [...path, 'items', index], true);
    if (kind === 'downwardAPI') yield* downwardIssues(item, [...path, 'items', index]);
  }
  for (const [index, projection] of itemsAt(source['sources'])) yield* projectionIssues(projection, [...path, 'sources', index]);
}

function* projectionIssues(projection: JsonObject, path: IndexPath): Generator<Issue> {
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
      yield* pathIssues(item, 'path', [...path, kind, 'items', index], true);
      if (kind === 'downwardAPI') yield* downwardIssues(item, [...path, kind, 'items', index]);
    }
  }
}

function* downwardIssues(item: JsonObject, path: IndexPath): Generator<Issue> {
  const sources = ['fieldRef', 'resourceFieldRef'].filter((field) => isJsonObject(item[field]));
  if (sources.length === 1) return;
  yield { code: 'K8S023', path, message: 'a file of the downward API comes from one of fieldRef and resourceFieldRef' };
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
