import { objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt } from '../pod-template';
import { qualifiedName } from '../syntax';
import { amountOf, anyResourceProblem, containerResourceProblem, isExtended } from './resource-name';
import type { Rule } from './rule';

const types = ['Container', 'Pod', 'PersistentVolumeClaim'];

/** The fields of a limit that hold a quantity for each resource. */
const fields = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
type Field = (typeof fields)[number];

/** Of each two, the first must not be more than the second (ValidateLimitRange in pkg/apis/core/validation). */
const ascending: readonly (readonly [Field, Field])[] = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
  ['min', 'default'],
  ['default', 'max'],
];

/** Limits of a namespace: each type once, and amounts that leave something possible. */
export const invalidLimitRange: Rule = function* (manifest) {
  if (manifest.kind !== 'LimitRange' || manifest.apiVersion !== 'v1') return;
  const seen = new Set<string>();
  for (const [index, limit] of itemsAt(objectAt(manifest['spec'])['limits'])) {
    const path = ['spec', 'limits', index];
    const type = stringAt(limit['type']) ?? '';
    const problem = typeProblem(type);
    if (problem !== undefined) yield { code: 'K8S042', path: [...path, 'type'], message: `"${type}" ${problem}` };
    if (seen.has(type)) {
      const help = 'put its fields into the limit before';
      yield { code: 'K8S042', path: [...path, 'type'], message: `another limit has type "${type}" already`, help };
    }
    seen.add(type);
    yield* fieldIssues(type, limit, path);
    yield* amountIssues(limit, path);
  }
};

function typeProblem(type: string): string | undefined {
  if (type === '' || types.includes(type)) return undefined;
  return qualifiedName(type) ?? (type.includes('/') ? undefined : `must be one of ${types.join(', ')}`);
}

function* fieldIssues(type: string, limit: JsonObject, path: IndexPath): Generator<Issue> {
  const check = type === 'Pod' || type === 'Container' ? containerResourceProblem : anyResourceProblem;
  for (const field of fields) {
    const names = Object.keys(objectAt(limit[field]));
    if (type === 'Pod' && names.length > 0 && field.startsWith('default')) {
      const help = 'write it for type: Container';
      yield { code: 'K8S042', path: [...path, field], message: `type "Pod" takes no ${field}`, help };
      continue;
    }
    for (const name of names) {
      const problem = check(name);
      if (problem !== undefined) yield { code: 'K8S042', path: [...path, field, name], message: `"${name}" ${problem}` };
    }
  }
  if (type !== 'PersistentVolumeClaim') return;
  if ([limit['min'], limit['max']].some((amounts) => 'storage' in objectAt(amounts))) return;
  yield { code: 'K8S042', path, message: `type "${type}" needs min or max of storage`, help: 'set max: { storage: 100Gi }' };
}

function* amountIssues(limit: JsonObject, path: IndexPath): Generator<Issue> {
  const textOf = (field: Field, name: string): string => String(objectAt(limit[field])[name]);
  const amount = (field: Field, name: string): number | undefined => amountOf(objectAt(limit[field])[name]);
  for (const name of new Set(fields.flatMap((field) => Object.keys(objectAt(limit[field]))))) {
    for (const [low, high] of ascending) {
      const [less, more] = [amount(low, name), amount(high, name)];
      if (less === undefined || more === undefined || less <= more) continue;
      const message = `${low} of ${name} is ${textOf(low, name)}, above ${high}, which is ${textOf(high, name)}`;
      yield { code: 'K8S042', path: [...path, low, name], message };
    }
    const [given, requested] = [amount('default', name), amount('defaultRequest', name)];
    if ((isExtended(name) || name.startsWith('hugepages-')) && given !== undefined && (requested ?? given) < given) {
      const message = `defaultRequest of ${name} must be its default: it cannot be shared`;
      yield { code: 'K8S042', path: [...path, 'defaultRequest', name], message };
    }
    const [ratio, least, most] = [amount('maxLimitRequestRatio', name), amount('min', name), amount('max', name)];
    const widest = least !== undefined && most !== undefined ? most / least : Infinity;
    if (ratio === undefined || (ratio >= 1 && ratio <= widest)) continue;
    const message = `the ratio of ${name} is ${textOf('maxLimitRequestRatio', name)}, ${ratio < 1 ? 'less than 1' : 'more than max and min allow'}`;
    yield { code: 'K8S042', path: [...path, 'maxLimitRequestRatio', name], message };
  }
}
