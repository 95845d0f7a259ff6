import { isJsonObject, stringAt, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import { dataKey, dnsSubdomain, environmentVariable, minorNumber, qualifiedName } from '../syntax';
import type { Rule } from './rule';

/** What the downward API offers to environment variables. */
const podFields: ReadonlySet<string> = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]);

/** Variables of containers, from values and from elsewhere. */
export const invalidEnv: Rule = function* (manifest, { minor }) {
  const checkName = environmentVariable(minor);
  for (const template of podTemplatesOf(manifest)) {
    for (const { container, path } of containersOf(template)) {
      for (const [index, variable] of itemsAt(container['env'])) {
        const at = [...path, 'env', index];
        const name = stringAt(variable['name']);
        const problem = name === undefined || name === '' ? undefined : checkName(name);
        if (problem !== undefined) yield { code: 'K8S022', path: [...at, 'name'], message: `variable name "${name}" ${problem}` };
        if (isJsonObject(variable['valueFrom']))
          yield* sourceIssues(variable, variable['valueFrom'], [...at, 'valueFrom'], minor);
      }
      for (const [index, source] of itemsAt(container['envFrom'])) {
        yield* envFromIssues(source, [...path, 'envFrom', index], checkName);
      }
    }
  }
};

function* sourceIssues(variable: JsonObject, from: JsonObject, path: IndexPath, minor: string): Generator<Issue> {
  const sources = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'].filter((source) =>
    isJsonObject(from[source]),
  );
  const value = variable['value'];
  if (sources.length === 0) {
    const help = 'set one of configMapKeyRef, secretKeyRef, fieldRef and resourceFieldRef';
    yield { code: 'K8S022', path, message: 'valueFrom names no source', help };
  } else if (typeof value === 'string' && value !== '') {
    yield { code: 'K8S022', path, message: 'the variable has both value and valueFrom', help: 'remove one of the two' };
  } else if (sources.length > 1) {
    yield { code: 'K8S022', path, message: `valueFrom names ${sources.join(' and ')}`, help: 'keep one of them' };
  }
  for (const source of ['configMapKeyRef', 'secretKeyRef']) {
    const reference = from[source];
    if (isJsonObject(reference)) yield* keyReferenceIssues(reference, [...path, source]);
  }
  const fieldRef = from['fieldRef'];
  if (isJsonObject(fieldRef)) yield* fieldIssues(stringAt(fieldRef['fieldPath']), [...path, 'fieldRef', 'fieldPath'], minor);
}

function* keyReferenceIssues(reference: JsonObject, path: IndexPath): Generator<Issue> {
  const name = stringAt(reference['name']) ?? '';
  if (name === '') yield { code: 'K8S022', path, message: 'the reference names no object', help: 'set name' };
  else yield* problemOf(name, dnsSubdomain(name), [...path, 'name']);
  const key = stringAt(reference['key']);
  if (key !== undefined && key !== '') yield* problemOf(key, dataKey(key), [...path, 'key']);
}

function* fieldIssues(field: string | undefined, path: IndexPath, minor: string): Generator<Issue> {
  if (field === undefined || field === '') return;
  const subscript = /^metadata\.(annotations|labels)\['([^']*)'\]$/.exec(field);
  if (subscript !== null) {
    const key = subscript[1] === 'annotations' ? subscript[2]?.toLowerCase() : subscript[2];
    yield* problemOf(key ?? '', qualifiedName(key ?? ''), path);
  } else if (!podFields.has(field) || (field === 'status.hostIPs' && minorNumber(minor) < 29)) {
    const help = `the fields here are ${[...podFields].join(', ')}, metadata.labels['<key>'] and metadata.annotations['<key>']`;
    yield { code: 'K8S022', path, message: `a variable cannot hold the pod's "${field}"`, help };
  }
}

function* envFromIssues(source: JsonObject, path: IndexPath, checkName: (name: string) => string | undefined): Generator<Issue> {
  const prefix = stringAt(source['prefix']);
  if (prefix !== undefined && prefix !== '') yield* problemOf(prefix, checkName(prefix), [...path, 'prefix']);
  const references = ['configMapRef', 'secretRef'].filter((reference) => isJsonObject(source[reference]));
  if (references.length !== 1) {
    const message = references.length === 0 ? 'envFrom names no source' : 'envFrom names two sources';
    yield { code: 'K8S022', path, message, help: 'set one of configMapRef and secretRef' };
  }
  for (const reference of references) {
    const object = source[reference] as JsonObject;
    const name: Json | undefined = object['name'];
    if (name === undefined || name === null || name === '') {
      yield { code: 'K8S022', path: [...path, reference], message: 'the reference names no object', help: 'set name' };
    }
  }
}

function* problemOf(text: string, problem: string | undefined, path: IndexPath): Generator<Issue> {
  if (problem !== undefined) yield { code: 'K8S022', path, message: `"${text}" ${problem}` };
}
