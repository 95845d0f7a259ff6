import { isJsonObject, objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

const sysctlName = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

/** Settings that contradict each other, within a container, within the pod, or between the two. */
export const invalidSecurityContext: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    const { spec, specPath } = template;
    const pod = objectAt(spec['securityContext']);
    const podPath = [...specPath, 'securityContext'];
    yield* seccompIssues(pod, podPath);
    yield* sysctlIssues(pod, podPath);
    if (spec['shareProcessNamespace'] === true && spec['hostPID'] === true) {
      const message = 'a pod with the host’s processes cannot share a namespace of its own';
      yield {
        code: 'K8S028',
        path: [...specPath, 'shareProcessNamespace'],
        message,
        help: 'remove shareProcessNamespace or hostPID',
      };
    }
    for (const { container, path } of containersOf(template)) {
      const context = objectAt(container['securityContext']);
      const at = [...path, 'securityContext'];
      yield* seccompIssues(context, at);
      yield* escalationIssues(context, at);
      // A container's own setting wins over the pod's.
      const [nonRoot, user] = [context['runAsNonRoot'] ?? pod['runAsNonRoot'], context['runAsUser'] ?? pod['runAsUser']];
      if (nonRoot === true && user === 0) {
        const own = context['runAsUser'] === 0;
        yield {
          code: 'K8S028',
          path: own ? [...at, 'runAsUser'] : [...podPath, 'runAsUser'],
          message: 'runAsUser 0 is root, and runAsNonRoot forbids it: the kubelet would refuse to start the container',
          help: 'set runAsUser to the id of another user, such as 10001',
        };
      }
    }
  }
};

function* seccompIssues(context: JsonObject, path: IndexPath): Generator<Issue> {
  const profile = context['seccompProfile'];
  if (!isJsonObject(profile)) return;
  const local = stringAt(profile['localhostProfile']);
  if (profile['type'] === 'Localhost' && local === undefined) {
    yield { code: 'K8S028', path: [...path, 'seccompProfile'], message: 'seccomp type "Localhost" needs a localhostProfile' };
  } else if (profile['type'] !== 'Localhost' && local !== undefined) {
    const message = 'only seccomp type "Localhost" takes a localhostProfile';
    yield { code: 'K8S028', path: [...path, 'seccompProfile', 'localhostProfile'], message, help: 'remove it' };
  } else if (local?.startsWith('/') === true || local?.split('/').includes('..') === true) {
    yield {
      code: 'K8S028',
      path: [...path, 'seccompProfile', 'localhostProfile'],
      message: `"${local}" must be a path below the kubelet's`,
    };
  }
}

function* escalationIssues(context: JsonObject, path: IndexPath): Generator<Issue> {
  if (context['allowPrivilegeEscalation'] !== false) return;
  const add = objectAt(context['capabilities'])['add'];
  if (context['privileged'] === true) {
    const message = 'a privileged container can always gain privileges, so allowPrivilegeEscalation cannot be false';
    yield {
      code: 'K8S028',
      path: [...path, 'allowPrivilegeEscalation'],
      message,
      help: 'remove privileged or allowPrivilegeEscalation',
    };
  } else if (Array.isArray(add) && add.includes('CAP_SYS_ADMIN')) {
    const message = 'a container with CAP_SYS_ADMIN can gain privileges, so allowPrivilegeEscalation cannot be false';
    yield { code: 'K8S028', path: [...path, 'allowPrivilegeEscalation'], message, help: 'remove the capability' };
  }
}

function* sysctlIssues(context: JsonObject, path: IndexPath): Generator<Issue> {
  const seen = new Set<string>();
  for (const [index, sysctl] of itemsAt(context['sysctls'])) {
    const name = stringAt(sysctl['name']);
    if (name === undefined || name === '') continue;
    const at = [...path, 'sysctls', index, 'name'];
    if (name.length > 253 || !sysctlName.test(name))
      yield { code: 'K8S028', path: at, message: `"${name}" is no name of a sysctl` };
    else if (seen.has(name))
      yield { code: 'K8S028', path: at, message: `sysctl "${name}" is set twice`, help: 'remove one of the two' };
    seen.add(name);
  }
}
