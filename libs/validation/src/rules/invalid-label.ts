import { isJsonObject, type Json } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { podTemplatesOf } from '../pod-template';
import { labelValue, qualifiedName } from '../syntax';
import type { Rule } from './rule';

/** Labels of an object, of its pods, and the values of selectors wherever they are. */
export const invalidLabel: Rule = function* (manifest) {
  yield* labelIssues(manifest.metadata['labels'], ['metadata', 'labels']);
  for (const { metadata, metadataPath, spec, specPath } of podTemplatesOf(manifest)) {
    if (metadata !== manifest.metadata) yield* labelIssues(metadata['labels'], [...metadataPath, 'labels']);
    yield* labelIssues(spec['nodeSelector'], [...specPath, 'nodeSelector']);
  }
  // A definition of a kind describes selectors, and has none.
  if (manifest.kind !== 'CustomResourceDefinition') {
    for (const field of ['spec', 'aggregationRule']) yield* selectorIssues(manifest[field], [field], 0);
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
