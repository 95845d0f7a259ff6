import { type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt } from '../pod-template';
import type { Rule } from './rule';

/** Rules of roles: about resources, or for a ClusterRole about URLs, never both. */
export const invalidRole: Rule = function* (manifest) {
  if (!manifest.apiVersion.startsWith('rbac.authorization.k8s.io/') || !/^(Cluster)?Role$/.test(manifest.kind)) return;
  for (const [index, rule] of itemsAt(manifest['rules'])) yield* ruleIssues(rule, ['rules', index], manifest.kind === 'Role');
};

function* ruleIssues(rule: JsonObject, path: IndexPath, namespaced: boolean): Generator<Issue> {
  if (isFilled(rule['nonResourceURLs'])) {
    const at = [...path, 'nonResourceURLs'];
    if (namespaced)
      yield {
        code: 'K8S034',
        path: at,
        message: 'a Role holds in its namespace, and URLs are in none',
        help: 'make it a ClusterRole',
      };
    if (['apiGroups', 'resources', 'resourceNames'].some((field) => isFilled(rule[field]))) {
      yield { code: 'K8S034', path: at, message: 'the rule is about both resources and URLs', help: 'write two rules' };
    }
    return;
  }
  for (const [field, help] of [
    ['apiGroups', 'set apiGroups; [""] is the core group of Pods and Services'],
    ['resources', 'set resources, such as ["pods"]'],
  ] as const) {
    if (!isFilled(rule[field])) yield { code: 'K8S034', path, message: `the rule has no ${field}`, help };
  }
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
