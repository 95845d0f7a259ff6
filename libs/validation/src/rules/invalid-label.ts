import { isJsonObject, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt, podTemplatesOf } from '../pod-template';
import { labelValue, qualifiedName } from '../syntax';
import { isBuiltIn } from './invalid-name';
import type { Rule } from './rule';

/**
 * A definition of a kind describes selectors, and has none. Those of an autoscaler's metrics are for whoever serves the
 * metric, and the server takes them as they are (validateMetricIdentifier in pkg/apis/autoscaling/validation).
 */
const withoutSelectors: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'HorizontalPodAutoscaler']);

/** Labels of an object, of its pods, and the values of selectors wherever they are. */
export const invalidLabel: Rule = function* (manifest) {
  yield* labelIssues(manifest.metadata['labels'], ['metadata', 'labels']);
  for (const { metadata, metadataPath, spec, specPath } of podTemplatesOf(manifest)) {
    if (metadata !== manifest.metadata) yield* labelIssues(metadata['labels'], [...metadataPath, 'labels']);
    yield* labelIssues(spec['nodeSelector'], [...specPath, 'nodeSelector']);
  }
  if (!withoutSelectors.has(manifest.kind)) {
    for (const field of ['spec', 'aggregationRule']) yield* selectorIssues(manifest[field], [field], 0);
    // What the word means in custom kinds is theirs to say.
    if (isBuiltIn(manifest.apiVersion)) {
      for (const field of ['spec', 'aggregationRule', 'webhooks']) yield* expressionIssues(manifest[field], [field], 0);
    }
  }
  if (manifest.kind === 'Service' && isJsonObject(manifest['spec'])) {
    yield* labelIssues(manifest['spec']['selector'], ['spec', 'selector']);
  }
};

/** The two fields by which a LabelSelector is known, and where its values are checked as labels are. */
function* selectorIssues(value: Json | undefined, path: IndexPath, depth: number): Generator<Issue> {
  if (depth > 20) return;
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) yield* selectorIssues(item, [...path, index], depth + 1);
  } else if (isJsonObject(value)) {
    for (const [name, field] of Object.entries(value)) {
      if (name === 'matchLabels') yield* labelIssues(field, [...path, name]);
      else if (typeof field === 'object') yield* selectorIssues(field, [...path, name], depth + 1);
    }
  }
}

/** These have a `matchExpressions` too, and it is not about labels of objects. */
const otherSelectors: ReadonlySet<string> = new Set(['nodeAffinity', 'nodeSelectorTerms', 'scopeSelector']);

function* expressionIssues(value: Json | undefined, path: IndexPath, depth: number): Generator<Issue> {
  if (depth > 20 || typeof value !== 'object' || value === null) return;
  for (const [name, field] of Array.isArray(value) ? (value as readonly Json[]).entries() : Object.entries(value)) {
    if (typeof name === 'string' && otherSelectors.has(name)) continue;
    if (name !== 'matchExpressions') yield* expressionIssues(field, [...path, name], depth + 1);
    else for (const [index, item] of itemsAt(field)) yield* requirementIssues(item, [...path, name, index]);
  }
}

/** ValidateLabelSelectorRequirement in apimachinery pkg/apis/meta/v1/validation. */
function* requirementIssues({ key, operator, values }: JsonObject, path: IndexPath): Generator<Issue> {
  const keyProblem = typeof key === 'string' && key !== '' ? qualifiedName(key) : undefined;
  if (keyProblem !== undefined)
    yield { code: 'K8S002', path: [...path, 'key'], message: `label key "${String(key)}" ${keyProblem}` };
  const list: readonly Json[] = Array.isArray(values) ? values : [];
  if ((operator === 'In' || operator === 'NotIn') && list.length === 0)
    yield { code: 'K8S002', path, message: `operator "${operator}" needs values` };
  if ((operator === 'Exists' || operator === 'DoesNotExist') && list.length > 0)
    yield { code: 'K8S002', path: [...path, 'values'], message: `operator "${operator}" takes no values`, help: 'remove values' };
  for (const [index, value] of list.entries()) {
    const problem = typeof value === 'string' ? labelValue(value) : undefined;
    if (problem !== undefined)
      yield { code: 'K8S002', path: [...path, 'values', index], message: `label value "${String(value)}" ${problem}` };
  }
}

function* labelIssues(labels: Json | undefined, path: IndexPath): Generator<Issue> {
  if (!isJsonObject(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    const keyProblem = qualifiedName(key);
    if (keyProblem !== undefined) yield { code: 'K8S002', path: [...path, key], message: `label key "${key}" ${keyProblem}` };
    const valueProblem = typeof value === 'string' ? labelValue(value) : undefined;
    if (valueProblem !== undefined) {
      const help = 'put free text into an annotation instead';
      yield { code: 'K8S002', path: [...path, key], message: `label value "${String(value)}" ${valueProblem}`, help };
    }
  }
}
