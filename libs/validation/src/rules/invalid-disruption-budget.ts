import { objectAt } from '@gitops/manifest';
import { countProblem } from '../int-or-percent';
import type { Rule } from './rule';

/** How many pods an eviction may take away. */
export const invalidDisruptionBudget: Rule = function* (manifest) {
  if (manifest.kind !== 'PodDisruptionBudget' || manifest.apiVersion !== 'policy/v1') return;
  const spec = objectAt(manifest['spec']);
  const given = ['maxUnavailable', 'minAvailable'].filter((field) => spec[field] !== undefined && spec[field] !== null);
  if (given.length > 1) {
    yield {
      code: 'K8S038',
      path: ['spec'],
      message: 'the budget has both minAvailable and maxUnavailable',
      help: 'keep one of them',
    };
  }
  for (const field of given) {
    const problem = countProblem(spec[field], 100);
    if (problem !== undefined) yield { code: 'K8S038', path: ['spec', field], message: `${field} ${problem}` };
  }
};
