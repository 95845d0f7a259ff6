import { namespaceOf } from '@gitops/manifest';
import { baselineViolations, restrictedViolations } from '../pod-security-standard';
import { podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

const enforce = 'pod-security.kubernetes.io/enforce';

/**
 * Pods that the label of their Namespace forbids, where the Namespace is among the manifests. The API server only warns
 * of a workload, and then refuses its pods, so that it never starts. The newest version of the standard is meant.
 */
export const podSecurity: Rule = function* (manifest, set) {
  const level = set.namespaceLabels(namespaceOf(manifest))[enforce];
  if (level !== 'baseline' && level !== 'restricted') return;
  for (const template of podTemplatesOf(manifest)) {
    const violations = [
      ...baselineViolations(template, set.minor),
      ...(level === 'restricted' ? restrictedViolations(template) : []),
    ];
    for (const { path, message, help } of violations) {
      const notes = [`namespace "${namespaceOf(manifest) ?? 'default'}" enforces the "${level}" pod security standard`];
      yield { code: 'SEC002', path, message, notes, help };
    }
  }
};
