import { parseQuantity } from '../schema/quantity';
import { qualifiedName, type SyntaxCheck } from '../syntax';

export const computeResources = ['cpu', 'memory', 'ephemeral-storage'];

/** What is counted in objects, so in whole numbers. */
const counted = [
  'pods',
  'services',
  'services.nodeports',
  'services.loadbalancers',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
];

/** Names without a domain that a quota may limit (standardQuotaResources in pkg/apis/core/helper). */
const quotas: ReadonlySet<string> = new Set([
  ...counted,
  ...['', 'requests.', 'limits.'].flatMap((prefix) => computeResources.map((name) => `${prefix}${name}`)),
  'requests.storage',
]);

/** A name without a domain must be one of Kubernetes' own (validateContainerResourceName in pkg/apis/core/validation). */
export const containerResourceProblem: SyntaxCheck = (name) =>
  isExtended(name) && name.startsWith('requests.')
    ? 'must not begin with "requests.", as quotas do'
    : problemOf(name, isContainerResource);

export const quotaResourceProblem: SyntaxCheck = (name) => problemOf(name, isQuotaResource);

/** Of limits on whatever is neither a pod nor a container, such as claims. */
export const anyResourceProblem: SyntaxCheck = (name) =>
  problemOf(name, (known) => known === 'storage' || isQuotaResource(known));

export function isContainerResource(name: string): boolean {
  return computeResources.includes(name) || name.startsWith('hugepages-');
}

export function isQuotaResource(name: string): boolean {
  return quotas.has(name) || /^(requests\.)?hugepages-/.test(name);
}

/** Of objects and of devices there are no halves (IsIntegerResourceName in pkg/apis/core/helper). */
export function isCounted(name: string): boolean {
  return counted.includes(name) || (isExtended(name) && !name.startsWith('requests.'));
}

/** Of another domain than Kubernetes' own. */
export function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

/** A quantity in a list of resources, where null counts as 0; undefined where it is none. */
export function amountOf(quantity: unknown): number | undefined {
  return quantity === null ? 0 : parseQuantity(quantity);
}

function problemOf(name: string, isKnown: (name: string) => boolean): string | undefined {
  if (isKnown(name)) return undefined;
  const unknown = 'is no resource that Kubernetes knows, and has no domain such as example.com/gpu';
  return qualifiedName(name) ?? (name.includes('/') ? undefined : unknown);
}
