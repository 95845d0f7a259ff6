import { objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt } from '../pod-template';
import { dnsSubdomain, pathSegment } from '../syntax';
import type { Rule } from './rule';

const group = 'rbac.authorization.k8s.io';

/** What a binding binds, and to whom. */
export const invalidRoleBinding: Rule = function* (manifest) {
  if (!manifest.apiVersion.startsWith(`${group}/`) || !/^(Cluster)?RoleBinding$/.test(manifest.kind)) return;
  const reference = objectAt(manifest['roleRef']);
  if (manifest.kind === 'ClusterRoleBinding' && reference['kind'] === 'Role') {
    const message = 'a ClusterRoleBinding holds everywhere, and a Role in its namespace';
    yield { code: 'K8S035', path: ['roleRef', 'kind'], message, help: 'bind a ClusterRole, or make it a RoleBinding' };
  }
  const name = stringAt(reference['name']);
  const problem = name === undefined ? undefined : pathSegment(name);
  if (problem !== undefined) yield { code: 'K8S035', path: ['roleRef', 'name'], message: `"${name}" ${problem}` };
  for (const [index, subject] of itemsAt(manifest['subjects'])) {
    yield* subjectIssues(subject, ['subjects', index], manifest.kind === 'RoleBinding');
  }
};

function* subjectIssues(subject: JsonObject, path: IndexPath, namespaced: boolean): Generator<Issue> {
  const { kind } = subject;
  const [apiGroup, name, namespace] = [subject['apiGroup'], subject['name'], subject['namespace']].map(
    (value) => stringAt(value) ?? '',
  );
  if (kind === 'ServiceAccount') {
    const problem = name === '' || name === undefined ? undefined : dnsSubdomain(name);
    if (problem !== undefined) yield { code: 'K8S035', path: [...path, 'name'], message: `"${name}" ${problem}` };
    if (apiGroup !== '')
      yield {
        code: 'K8S035',
        path: [...path, 'apiGroup'],
        message: 'a ServiceAccount is in no API group',
        help: 'remove apiGroup',
      };
    if (namespace === '' && !namespaced) {
      yield {
        code: 'K8S035',
        path,
        message: 'a ServiceAccount belongs to a namespace, and this subject names none',
        help: 'set namespace',
      };
    }
  } else if ((kind === 'User' || kind === 'Group') && apiGroup !== '' && apiGroup !== group) {
    yield { code: 'K8S035', path: [...path, 'apiGroup'], message: `a ${kind} is in API group "${group}", not "${apiGroup}"` };
  }
}
