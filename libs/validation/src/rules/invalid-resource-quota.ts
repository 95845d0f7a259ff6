import { objectAt, stringAt, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt } from '../pod-template';
import { minorNumber } from '../syntax';
import { amountOf, isCounted, isQuotaResource, quotaResourceProblem } from './resource-name';
import type { Rule } from './rule';

const computed = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

/** Of pods, the resources that a quota with the scope may limit (IsResourceQuotaScopeValidForResource in pkg/apis/core/helper). */
const resourcesOf: Readonly<Record<string, readonly string[]>> = {
  Terminating: ['pods', ...computed],
  NotTerminating: ['pods', ...computed],
  BestEffort: ['pods'],
  NotBestEffort: ['pods', ...computed],
  PriorityClass: ['pods', ...computed],
  CrossNamespacePodAffinity: ['pods', ...computed],
};

const exclusive = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

/** Quotas: resources that can be limited, and scopes that go together with them. */
export const invalidResourceQuota: Rule = function* (manifest, { minor }) {
  if (manifest.kind !== 'ResourceQuota' || manifest.apiVersion !== 'v1') return;
  const spec = objectAt(manifest['spec']);
  const hard = objectAt(spec['hard']);
  for (const [name, quantity] of Object.entries(hard)) {
    const problem = quotaResourceProblem(name) ?? amountProblem(name, quantity);
    if (problem !== undefined) yield { code: 'K8S043', path: ['spec', 'hard', name], message: `"${name}" ${problem}` };
  }
  const scopes = Array.isArray(spec['scopes']) ? (spec['scopes'] as readonly Json[]) : [];
  yield* scopeIssues(
    scopes.map((scope, index) => [stringAt(scope), ['spec', 'scopes', index]]),
    Object.keys(hard),
    minor,
  );
  const path = ['spec', 'scopeSelector', 'matchExpressions'];
  const expressions = itemsAt(objectAt(spec['scopeSelector'])['matchExpressions']);
  yield* scopeIssues(
    expressions.map(([index, { scopeName }]) => [stringAt(scopeName), [...path, index, 'scopeName']]),
    Object.keys(hard),
    minor,
  );
  for (const [index, expression] of expressions) {
    const message = operatorProblem(expression);
    if (message !== undefined) yield { code: 'K8S043', path: [...path, index], message };
  }
};

function amountProblem(name: string, quantity: Json): string | undefined {
  const amount = amountOf(quantity);
  if (amount === undefined) return undefined;
  if (amount < 0) return `must not be negative, and is ${String(quantity)}`;
  return isCounted(name) && !Number.isInteger(amount) ? `must be a whole number, and is ${String(quantity)}` : undefined;
}

/** Each scope, and where it is. */
type Scopes = readonly (readonly [string | undefined, IndexPath])[];

function* scopeIssues(scopes: Scopes, resources: readonly string[], minor: string): Generator<Issue> {
  for (const [scope, path] of scopes) {
    if (scope === undefined) continue;
    // For claims by their class; nothing is known here of the resources that it takes.
    if (scope === 'VolumeAttributesClass' && minorNumber(minor) >= 33) continue;
    const allowed = resourcesOf[scope];
    if (allowed === undefined) {
      const message = `"${scope}" must be one of ${Object.keys(resourcesOf).join(', ')}`;
      yield { code: 'K8S043', path, message };
      continue;
    }
    const foreign = resources.filter((name) => isQuotaResource(name) && !allowed.includes(name));
    if (foreign.length > 0) {
      const help = `move ${foreign.length > 1 ? 'them' : 'it'} to a quota without this scope`;
      yield { code: 'K8S043', path, message: `scope "${scope}" cannot limit ${foreign.join(', ')}`, help };
    }
    const opposite = exclusive.find(([, second]) => second === scope)?.[0];
    if (opposite !== undefined && scopes.some(([other]) => other === opposite))
      yield { code: 'K8S043', path, message: `scope "${scope}" contradicts "${opposite}"`, help: 'keep one of them' };
  }
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function operatorProblem({ scopeName, operator, values }: JsonObject): string | undefined {
  const count = Array.isArray(values) ? values.length : 0;
  if (typeof operator === 'string' && operator !== '' && !operators.includes(operator))
    return `operator "${operator}" must be one of ${operators.join(', ')}`;
  const scope = stringAt(scopeName) ?? '';
  const takesValues = scope === 'PriorityClass' || resourcesOf[scope] === undefined;
  if (!takesValues && typeof operator === 'string' && operator !== 'Exists')
    return `scope "${scope}" takes operator "Exists" only`;
  if ((operator === 'In' || operator === 'NotIn') && count === 0) return `operator "${operator}" needs values`;
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) return `operator "${operator}" takes no values`;
  return undefined;
}
