import { isJsonObject, objectAt, objectsAt, stringMap, type JsonObject } from '@gitops/manifest';
import { podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

const selecting: ReadonlySet<string> = new Set(['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet']);

/** A workload that would not own its own pods. */
export const selectorMismatch: Rule = function* (manifest) {
  if (manifest.apiVersion !== 'apps/v1' || !selecting.has(manifest.kind)) return;
  const selector = objectAt(manifest['spec'])['selector'];
  if (!isJsonObject(selector)) return;
  const wanted = Object.entries(stringMap(selector['matchLabels']));
  const expressions = objectsAt(selector['matchExpressions']);
  const [template] = podTemplatesOf(manifest);
  if (wanted.length === 0 && Object.keys(objectAt(selector['matchLabels'])).length === 0 && expressions.length === 0) {
    const help = 'set spec.selector.matchLabels to labels of spec.template';
    yield { code: 'K8S010', path: ['spec', 'selector'], message: 'the selector is empty', help };
    return;
  }
  if (template === undefined) return;
  for (const [label, value] of wanted) {
    if (template.labels[label] === value) continue;
    const actual = template.labels[label];
    yield {
      code: 'K8S010',
      path: ['spec', 'selector', 'matchLabels', label],
      message: `the selector asks for ${label}=${value}, and the pod template has ${actual === undefined ? 'no such label' : `${label}=${actual}`}`,
      help: `set spec.template.metadata.labels["${label}"] to "${value}"`,
    };
  }
  for (const [index, expression] of expressions.entries()) {
    if (matches(expression, template.labels)) continue;
    yield {
      code: 'K8S010',
      path: ['spec', 'selector', 'matchExpressions', index],
      message: `the pod template's labels do not match this expression on "${String(expression['key'])}"`,
      help: 'change the expression or the labels of spec.template',
    };
  }
};

/** An expression that is malformed counts as matching: the schema reports it. */
function matches(expression: JsonObject, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[String(expression['key'])];
  const values: readonly unknown[] = Array.isArray(expression['values']) ? expression['values'] : [];
  switch (expression['operator']) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}
