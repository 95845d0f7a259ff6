import { isJsonObject, objectAt, stringAt, type JsonObject, type Manifest } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { containersOf, itemsAt, podTemplatesOf, type PodTemplate } from '../pod-template';
import { dnsLabel, qualifiedName } from '../syntax';
import type { Rule } from './rule';

/** Jobs, and what a CronJob makes them from. */
export const invalidJob: Rule = function* (manifest) {
  const path = jobPath(manifest);
  if (path === undefined) return;
  const spec = path.reduce<JsonObject>((value, field) => objectAt(value[field]), manifest);
  const [template] = podTemplatesOf(manifest);
  if (template !== undefined) yield* restartIssues(template, isJsonObject(spec['podFailurePolicy']));
  const { completionMode, completions, selector, manualSelector } = spec;
  if (completionMode === 'Indexed' && (completions === undefined || completions === null)) {
    yield { code: 'K8S031', path, message: 'completionMode "Indexed" needs completions', help: 'set completions' };
  }
  if (manifest.kind === 'Job' && completionMode === 'Indexed' && typeof completions === 'number' && completions > 0) {
    const problem = dnsLabel(`${manifest.metadata.name}-${completions - 1}`);
    if (problem !== undefined) {
      const message = `pods would be named "${manifest.metadata.name}-${completions - 1}", which ${problem}`;
      yield { code: 'K8S031', path: ['metadata', 'name'], message };
    }
  }
  if (isJsonObject(selector) && (manifest.kind === 'CronJob' || manualSelector !== true)) {
    const help = 'remove selector: the server makes one';
    yield { code: 'K8S031', path: [...path, 'selector'], message: 'a Job’s selector is not for the user to write', help };
  }
  if (template !== undefined)
    yield* failurePolicyIssues(objectAt(spec['podFailurePolicy']), [...path, 'podFailurePolicy'], template);
};

function jobPath({ apiVersion, kind }: Manifest): readonly string[] | undefined {
  if (apiVersion !== 'batch/v1') return undefined;
  if (kind === 'Job') return ['spec'];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : undefined;
}

function* restartIssues({ spec, specPath }: PodTemplate, hasFailurePolicy: boolean): Generator<Issue> {
  const { restartPolicy } = spec;
  const path = [...specPath, 'restartPolicy'];
  const help = 'set restartPolicy: Never, or OnFailure to restart in place';
  if (restartPolicy === undefined || restartPolicy === null || restartPolicy === '') {
    yield { code: 'K8S031', path: specPath, message: 'the pods of a Job need a restartPolicy', help };
  } else if (restartPolicy === 'Always') {
    yield { code: 'K8S031', path, message: 'the pods of a Job end, and restartPolicy is "Always"', help };
  } else if (restartPolicy === 'OnFailure' && hasFailurePolicy) {
    yield { code: 'K8S031', path, message: 'a podFailurePolicy needs restartPolicy "Never"', help: 'set restartPolicy: Never' };
  }
}

function* failurePolicyIssues(policy: JsonObject, path: IndexPath, template: PodTemplate): Generator<Issue> {
  for (const [index, rule] of itemsAt(policy['rules'])) {
    const at = [...path, 'rules', index];
    const codes = rule['onExitCodes'];
    const conditions = itemsAt(rule['onPodConditions']);
    for (const [position, { type }] of conditions) {
      const problem = typeof type === 'string' && type !== '' ? qualifiedName(type) : undefined;
      if (problem === undefined) continue;
      yield { code: 'K8S031', path: [...at, 'onPodConditions', position, 'type'], message: `"${String(type)}" ${problem}` };
    }
    if (isJsonObject(codes) === conditions.length > 0) {
      yield { code: 'K8S031', path: at, message: 'the rule must have one of onExitCodes and onPodConditions' };
    }
    if (!isJsonObject(codes)) continue;
    const container = stringAt(codes['containerName']);
    if (container !== undefined && !containersOf(template).some((item) => item.container['name'] === container)) {
      yield { code: 'K8S031', path: [...at, 'onExitCodes', 'containerName'], message: `the pod has no container "${container}"` };
    }
    const values: readonly unknown[] = Array.isArray(codes['values']) ? codes['values'] : [];
    const numbers = values.filter((value) => typeof value === 'number');
    if (codes['operator'] === 'In' && numbers.includes(0)) {
      yield { code: 'K8S031', path: [...at, 'onExitCodes', 'values'], message: 'exit code 0 is no failure' };
    }
    if (numbers.some((value, position) => position > 0 && (numbers[position - 1] ?? 0) >= value)) {
      yield {
        code: 'K8S031',
        path: [...at, 'onExitCodes', 'values'],
        message: 'the exit codes must be in ascending order, each once',
      };
    }
  }
}
