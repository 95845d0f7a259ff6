import { isJsonObject, objectAt, stringAt, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt } from '../pod-template';
import { parseQuantity } from '../schema/quantity';
import { dnsLabel, minorNumber, pathSegment } from '../syntax';
import { containerResourceProblem } from './resource-name';
import type { Rule } from './rule';

/** A metric's type, and the field that describes it. */
const sources: Readonly<Record<string, string>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
};

/** Which targets each source takes: at least one, and not both where `one` says so. */
const targets: Readonly<Record<string, { readonly of: readonly string[]; readonly one: boolean }>> = {
  object: { of: ['value', 'averageValue'], one: false },
  pods: { of: ['averageValue'], one: false },
  external: { of: ['value', 'averageValue'], one: true },
  resource: { of: ['averageUtilization', 'averageValue'], one: true },
  containerResource: { of: ['averageUtilization', 'averageValue'], one: true },
};

/** Bounds, metrics and behaviour of an autoscaler. */
export const invalidAutoscaler: Rule = function* (manifest, { minor }) {
  if (manifest.kind !== 'HorizontalPodAutoscaler' || !manifest.apiVersion.startsWith('autoscaling/')) return;
  const spec = objectAt(manifest['spec']);
  const [least, most] = [spec['minReplicas'], spec['maxReplicas']];
  if (typeof least === 'number' && typeof most === 'number' && least > most && most > 0) {
    const message = `maxReplicas ${most} is less than minReplicas ${least}`;
    yield { code: 'K8S037', path: ['spec', 'maxReplicas'], message, help: `set maxReplicas to ${least} or more` };
  }
  const metrics = itemsAt(spec['metrics']);
  if (least === 0) yield* scaleToZeroIssues(metrics, minor);
  yield* objectIssues(objectAt(spec['scaleTargetRef']), ['spec', 'scaleTargetRef']);
  const utilization = spec['targetCPUUtilizationPercentage'];
  if (typeof utilization === 'number' && utilization < 1) {
    const path = ['spec', 'targetCPUUtilizationPercentage'];
    yield { code: 'K8S037', path, message: `the target must be more than 0, and is ${utilization}` };
  }
  for (const [index, metric] of metrics) yield* metricIssues(metric, ['spec', 'metrics', index]);
  const behavior = objectAt(spec['behavior']);
  for (const direction of ['scaleUp', 'scaleDown']) {
    const rules = behavior[direction];
    // The server has policies of its own where the list is absent, and none where it is empty.
    if (!isJsonObject(rules) || !Array.isArray(rules['policies']) || rules['policies'].length > 0) continue;
    const help = 'remove policies to get the server’s own';
    yield { code: 'K8S037', path: ['spec', 'behavior', direction, 'policies'], message: 'the list of policies is empty', help };
  }
};

function* objectIssues(reference: JsonObject, path: IndexPath): Generator<Issue> {
  for (const field of ['kind', 'name']) {
    const problem = pathSegment(stringAt(reference[field]) ?? '');
    if (problem !== undefined)
      yield { code: 'K8S037', path: [...path, field], message: `"${String(reference[field])}" ${problem}` };
  }
}

/** Gate HPAScaleToZero, on by default since 1.37, and then for metrics that exist without pods. */
function* scaleToZeroIssues(metrics: readonly (readonly [number, JsonObject])[], minor: string): Generator<Issue> {
  const path = ['spec', 'minReplicas'];
  if (minorNumber(minor) < 37) {
    yield { code: 'K8S037', path, message: `Kubernetes ${minor} does not scale to 0`, help: 'set minReplicas to 1 or more' };
  } else if (!metrics.some(([, { type }]) => type === 'Object' || type === 'External')) {
    yield {
      code: 'K8S037',
      path,
      message: 'scaling to 0 needs an Object or External metric',
      help: 'set minReplicas to 1 or more',
    };
  }
}

function* metricIssues(metric: JsonObject, path: IndexPath): Generator<Issue> {
  const expected = sources[stringAt(metric['type']) ?? ''];
  const given = Object.values(sources).filter((field) => isJsonObject(metric[field]));
  if (expected !== undefined && !given.includes(expected)) {
    yield {
      code: 'K8S037',
      path,
      message: `a metric of type "${String(metric['type'])}" needs "${expected}"`,
      help: `set ${expected}`,
    };
  }
  for (const field of given.filter((name) => name !== expected && expected !== undefined)) {
    yield {
      code: 'K8S037',
      path: [...path, field],
      message: `a metric of type "${String(metric['type'])}" takes no "${field}"`,
      help: `remove ${field}`,
    };
  }
  const [source] = given;
  if (source === undefined) return;
  const description = objectAt(metric[source]);
  yield* targetIssues(source, objectAt(description['target']), [...path, source, 'target']);
  if (source === 'object') yield* objectIssues(objectAt(description['describedObject']), [...path, source, 'describedObject']);
  const resource = source === 'containerResource' ? (stringAt(description['name']) ?? '') : '';
  const resourceProblem = resource === '' ? undefined : containerResourceProblem(resource);
  if (resourceProblem !== undefined)
    yield { code: 'K8S037', path: [...path, source, 'name'], message: `"${resource}" ${resourceProblem}` };
  const name = stringAt(objectAt(description['metric'])['name']);
  const problem = name === undefined ? undefined : pathSegment(name);
  if (problem !== undefined) yield { code: 'K8S037', path: [...path, source, 'metric', 'name'], message: `"${name}" ${problem}` };
  const container = stringAt(description['container']);
  const containerProblem =
    source !== 'containerResource' || container === undefined || container === '' ? undefined : dnsLabel(container);
  if (containerProblem !== undefined)
    yield { code: 'K8S037', path: [...path, source, 'container'], message: `"${container}" ${containerProblem}` };
}

function* targetIssues(source: string, target: JsonObject, path: IndexPath): Generator<Issue> {
  const { of = [], one = false } = targets[source] ?? {};
  const given = of.filter((field) => isSet(target[field]));
  if (given.length === 0) yield { code: 'K8S037', path, message: `the target has no ${of.join(' or ')}`, help: `set ${of[0]}` };
  if (one && given.length > 1)
    yield { code: 'K8S037', path, message: `the target has both ${given.join(' and ')}`, help: 'keep one of them' };
  for (const field of ['value', 'averageValue']) {
    if ((parseQuantity(target[field]) ?? 1) > 0) continue;
    yield { code: 'K8S037', path: [...path, field], message: `${field} must be more than 0, and is ${String(target[field])}` };
  }
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
