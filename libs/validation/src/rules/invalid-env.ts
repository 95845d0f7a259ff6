import { isJsonObject, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import { dataKey, dnsSubdomain, environmentVariable } from '../syntax';
import { downwardIssues, downwardVariable } from './downward-api';
import type { Rule } from './rule';

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
  yield* downwardIssues(downwardVariable, from, path, minor);
}

function* keyReferenceIssues(reference: JsonObject, path: IndexPath): Generator<Issue> {
  const name = stringAt(reference['name']) ?? '';
  if (name === '') yield { code: 'K8S022', path, message: 'the reference names no object', help: 'set name' };
  else yield* problemOf(name, dnsSubdomain(name), [...path, 'name']);
  const key = stringAt(reference['key']);
  if (key !== undefined && key !== '') yield* problemOf(key, dataKey(key), [...path, 'key']);
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
    const name = stringAt((source[reference] as JsonObject)['name']) ?? '';
    if (name === '')
      yield { code: 'K8S022', path: [...path, reference], message: 'the reference names no object', help: 'set name' };
    else yield* problemOf(name, dnsSubdomain(name), [...path, reference, 'name']);
  }
}

function* problemOf(text: string, problem: string | undefined, path: IndexPath): Generator<Issue> {
  if (problem !== undefined) yield { code: 'K8S022', path, message: `"${text}" ${problem}` };
}
