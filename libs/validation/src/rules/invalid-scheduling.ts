import { isJsonObject, objectAt, objectsAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt, podTemplatesOf } from '../pod-template';
import { labelValue, minorNumber, qualifiedName } from '../syntax';
import type { Rule } from './rule';

/** Where pods may run. */
export const invalidScheduling: Rule = function* (manifest, { minor }) {
  for (const { spec, specPath } of podTemplatesOf(manifest)) {
    for (const [index, toleration] of itemsAt(spec['tolerations'])) {
      yield* tolerationIssues(toleration, [...specPath, 'tolerations', index], minor);
    }
    for (const [index, constraint] of itemsAt(spec['topologySpreadConstraints'])) {
      yield* spreadIssues(constraint, [...specPath, 'topologySpreadConstraints', index]);
    }
    yield* affinityIssues(objectAt(spec['affinity']), [...specPath, 'affinity']);
  }
};

function* tolerationIssues(toleration: JsonObject, path: IndexPath, minor: string): Generator<Issue> {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  // Lt and Gt came with gate TaintTolerationComparisonOperators, after 1.34.
  const operators = minorNumber(minor) >= 35 ? ['Equal', 'Exists', 'Gt', 'Lt'] : ['Equal', 'Exists'];
  if (typeof operator === 'string' && operator !== '' && !operators.includes(operator)) {
    yield {
      code: 'K8S029',
      path: [...path, 'operator'],
      message: `"${operator}" must be one of ${operators.map((name) => `"${name}"`).join(', ')}`,
    };
    return;
  }
  if ((key === undefined || key === null || key === '') && operator !== 'Exists') {
    const help = 'set key, or operator: Exists to tolerate every taint';
    yield { code: 'K8S029', path, message: 'the toleration names no taint', help };
  }
  if (typeof key === 'string' && key !== '') yield* keyIssues(key, [...path, 'key']);
  if (operator === 'Exists' && typeof value === 'string' && value !== '') {
    yield {
      code: 'K8S029',
      path: [...path, 'value'],
      message: 'operator "Exists" takes no value',
      help: 'remove value, or write operator: Equal',
    };
  }
  const valueProblem = operator === 'Exists' || typeof value !== 'string' ? undefined : labelValue(value);
  if (valueProblem !== undefined) {
    yield { code: 'K8S029', path: [...path, 'value'], message: `"${String(value)}" ${valueProblem}` };
  }
  if (typeof tolerationSeconds === 'number' && effect !== 'NoExecute') {
    const help = 'set effect: NoExecute';
    yield {
      code: 'K8S029',
      path: [...path, 'tolerationSeconds'],
      message: 'only effect "NoExecute" takes tolerationSeconds',
      help,
    };
  }
}

function* spreadIssues(constraint: JsonObject, path: IndexPath): Generator<Issue> {
  if (typeof constraint['minDomains'] === 'number' && constraint['whenUnsatisfiable'] === 'ScheduleAnyway') {
    yield { code: 'K8S029', path: [...path, 'minDomains'], message: 'minDomains needs whenUnsatisfiable: DoNotSchedule' };
  }
  const keys = constraint['matchLabelKeys'];
  if (!Array.isArray(keys) || keys.length === 0) return;
  const selector = constraint['labelSelector'];
  if (!isJsonObject(selector)) {
    yield { code: 'K8S029', path: [...path, 'matchLabelKeys'], message: 'matchLabelKeys needs a labelSelector' };
    return;
  }
  const selected = new Set([
    ...Object.keys(objectAt(selector['matchLabels'])),
    ...objectsAt(selector['matchExpressions']).map(({ key }) => key),
  ]);
  for (const [index, key] of keys.entries()) {
    if (typeof key !== 'string') continue;
    yield* keyIssues(key, [...path, 'matchLabelKeys', index]);
    if (!selected.has(key)) continue;
    yield {
      code: 'K8S029',
      path: [...path, 'matchLabelKeys', index],
      message: `"${key}" is in labelSelector already`,
      help: 'remove one of the two',
    };
  }
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

function* affinityIssues(affinity: JsonObject, path: IndexPath): Generator<Issue> {
  const node = objectAt(affinity['nodeAffinity']);
  for (const [index, term] of itemsAt(objectAt(node[required])['nodeSelectorTerms'])) {
    yield* termIssues(term, [...path, 'nodeAffinity', required, 'nodeSelectorTerms', index]);
  }
  for (const [index, item] of itemsAt(node[preferred])) {
    yield* termIssues(objectAt(item['preference']), [...path, 'nodeAffinity', preferred, index, 'preference']);
  }
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const terms = objectAt(affinity[kind]);
    for (const [index, term] of itemsAt(terms[required])) yield* topologyIssues(term, [...path, kind, required, index]);
    for (const [index, item] of itemsAt(terms[preferred])) {
      yield* topologyIssues(objectAt(item['podAffinityTerm']), [...path, kind, preferred, index, 'podAffinityTerm']);
    }
  }
}

function* topologyIssues(term: JsonObject, path: IndexPath): Generator<Issue> {
  const key = stringAt(term['topologyKey']);
  if (key !== undefined && key !== '') yield* keyIssues(key, [...path, 'topologyKey']);
}

/** One term of a node selector. */
export function* termIssues(term: JsonObject, path: IndexPath): Generator<Issue> {
  for (const [index, expression] of itemsAt(term['matchExpressions'])) {
    const at = [...path, 'matchExpressions', index];
    const message = valuesProblem(expression);
    if (message !== undefined) yield { code: 'K8S029', path: at, message };
    const key = stringAt(expression['key']);
    if (key !== undefined && key !== '') yield* keyIssues(key, [...at, 'key']);
  }
}

/** How many values an operator takes. */
function valuesProblem({ operator, values }: JsonObject): string | undefined {
  const count = Array.isArray(values) ? values.length : 0;
  if ((operator === 'In' || operator === 'NotIn') && count === 0) return `operator "${operator}" needs values`;
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) return `operator "${operator}" takes no values`;
  if ((operator === 'Gt' || operator === 'Lt') && count !== 1) return `operator "${operator}" takes one value, not ${count}`;
  return undefined;
}

function* keyIssues(key: string, path: IndexPath): Generator<Issue> {
  const problem = qualifiedName(key);
  if (problem !== undefined) yield { code: 'K8S029', path, message: `"${key}" ${problem}` };
}
