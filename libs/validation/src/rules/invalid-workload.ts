import { isJsonObject, objectAt, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { countProblem, isZero } from '../int-or-percent';
import { podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

const keepsRunning: ReadonlySet<string> = new Set([
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
]);

/** Restart policies and update strategies of what keeps running. */
export const invalidWorkload: Rule = function* (manifest) {
  if (!keepsRunning.has(manifest.kind)) return;
  const [template] = podTemplatesOf(manifest);
  if (template !== undefined) {
    const { restartPolicy, activeDeadlineSeconds } = template.spec;
    if (restartPolicy === 'Never' || restartPolicy === 'OnFailure') {
      const message = `the pods of a ${manifest.kind} always restart, and restartPolicy is "${restartPolicy}"`;
      yield {
        code: 'K8S030',
        path: [...template.specPath, 'restartPolicy'],
        message,
        help: 'remove restartPolicy, or make it a Job',
      };
    }
    if (typeof activeDeadlineSeconds === 'number') {
      const message = `the pods of a ${manifest.kind} run for ever, and take no activeDeadlineSeconds`;
      yield {
        code: 'K8S030',
        path: [...template.specPath, 'activeDeadlineSeconds'],
        message,
        help: 'remove activeDeadlineSeconds',
      };
    }
  }
  const spec = objectAt(manifest['spec']);
  if (manifest.kind === 'Deployment') yield* deploymentIssues(spec);
  if (manifest.kind === 'DaemonSet') yield* daemonSetIssues(objectAt(spec['updateStrategy']));
  if (manifest.kind === 'StatefulSet') yield* statefulSetIssues(objectAt(spec['updateStrategy']));
};

function* deploymentIssues(spec: JsonObject): Generator<Issue> {
  // The server's default is 600 seconds.
  const [deadline, ready] = [numberOr(spec['progressDeadlineSeconds'], 600), numberOr(spec['minReadySeconds'], 0)];
  if (deadline <= ready) {
    const message = `progressDeadlineSeconds ${deadline} must be more than minReadySeconds ${ready}`;
    yield { code: 'K8S030', path: ['spec', 'progressDeadlineSeconds'], message };
  }
  const strategy = objectAt(spec['strategy']);
  const path = ['spec', 'strategy', 'rollingUpdate'];
  const rolling = strategy['rollingUpdate'];
  if (!isJsonObject(rolling)) return;
  if (strategy['type'] === 'Recreate') {
    yield { code: 'K8S030', path, message: 'strategy "Recreate" takes no rollingUpdate', help: 'remove rollingUpdate' };
    return;
  }
  yield* countIssues(rolling, path, 'maxUnavailable');
  yield* countIssues(rolling, path, 'maxSurge', Number.POSITIVE_INFINITY);
  if (isZero(rolling['maxUnavailable'], false) && isZero(rolling['maxSurge'], false)) {
    const help = 'set one of them to 1 or more';
    yield { code: 'K8S030', path, message: 'maxUnavailable and maxSurge are both 0, so no pod could be replaced', help };
  }
}

function* daemonSetIssues(strategy: JsonObject): Generator<Issue> {
  const rolling = strategy['rollingUpdate'];
  if (!isJsonObject(rolling) || strategy['type'] === 'OnDelete') return;
  const path = ['spec', 'updateStrategy', 'rollingUpdate'];
  yield* countIssues(rolling, path, 'maxUnavailable');
  yield* countIssues(rolling, path, 'maxSurge');
  // Defaults are 1 and 0: exactly one must be other than 0.
  const [unavailable, surge] = [!isZero(rolling['maxUnavailable'], false), !isZero(rolling['maxSurge'], true)];
  if (unavailable === surge) {
    const message = unavailable ? 'maxSurge and maxUnavailable are both more than 0' : 'maxSurge and maxUnavailable are both 0';
    yield { code: 'K8S030', path, message, help: 'set exactly one of them to 0' };
  }
}

function* statefulSetIssues(strategy: JsonObject): Generator<Issue> {
  if (strategy['type'] !== 'OnDelete' || !isJsonObject(strategy['rollingUpdate'])) return;
  const path = ['spec', 'updateStrategy', 'rollingUpdate'];
  yield { code: 'K8S030', path, message: 'updateStrategy "OnDelete" takes no rollingUpdate', help: 'remove rollingUpdate' };
}

function* countIssues(rolling: JsonObject, path: IndexPath, field: string, mostPercent = 100): Generator<Issue> {
  const problem = countProblem(rolling[field], mostPercent);
  if (problem !== undefined) yield { code: 'K8S030', path: [...path, field], message: `${field} ${problem}` };
}

function numberOr(value: Json | undefined, byDefault: number): number {
  return typeof value === 'number' ? value : byDefault;
}
