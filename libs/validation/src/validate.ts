import { formatPath, type Manifest } from '@gitops/manifest';
import { fieldPath, type Finding, type Issue } from './finding';
import { ManifestSet } from './manifest-set';
import { podTemplatesOf } from './pod-template';
import { objectRules, podRules } from './rules';
import type { Rule } from './rules/rule';
import { KindRegistry, type ExtraKind } from './schema/kind-registry';
import type { KubernetesSchemas } from './schema/kubernetes-schemas';

export interface ValidationInput {
  /** Everything that ends up in one cluster. */
  readonly manifests: readonly Manifest[];
  readonly schemas: KubernetesSchemas;
  readonly extraKinds?: readonly ExtraKind[];
  /** Beside Kubernetes' own: those of a delivery tool such as Flux. */
  readonly extraRules?: readonly Rule[];
  /**
   * Namespaces that the cluster declares or that exist before Flux syncs. Namespace objects among the manifests and
   * Kubernetes' own (default, kube-system, kube-public, kube-node-lease) count as well.
   */
  readonly namespaces: readonly string[];
}

/**
 * What the API server, the kubelet or Flux would refuse, offline. Findings come in the order of the manifests, then of
 * their paths. Takes any JSON that passes isManifest, never throws on it, and is linear in the number of manifests.
 */
export function validate({
  manifests,
  schemas,
  extraKinds = [],
  extraRules = [],
  namespaces,
}: ValidationInput): readonly Finding[] {
  const kinds = new KindRegistry(schemas, manifests, extraKinds);
  const set = new ManifestSet(manifests, kinds, schemas.minor, namespaces);
  const ofObjects = [...objectRules, ...extraRules];
  const ofWorkloads = [...ofObjects, ...podRules];
  return manifests.flatMap((manifest) => {
    const issues: Issue[] = [...kinds.schemaIssues(manifest)];
    const rules = podTemplatesOf(manifest).length > 0 ? ofWorkloads : ofObjects;
    for (const rule of rules) for (const issue of rule(manifest, set)) issues.push(issue);
    return issues.length === 0 ? [] : findings(manifest, issues);
  });
}

/** Sorted by path, list items by index; two rules that say the same of one field are heard once. */
function findings(manifest: Manifest, issues: readonly Issue[]): readonly Finding[] {
  const unique = new Map(issues.map((issue) => [JSON.stringify([issue.path, issue.message]), issue]));
  return [...unique.values()]
    .sort(
      (left, right) =>
        comparePaths(left.path, right.path) || compare(left.code, right.code) || compare(left.message, right.message),
    )
    .map((issue) => ({ ...issue, manifest, path: fieldPath(manifest, issue.path) }));
}

function comparePaths(left: Issue['path'], right: Issue['path']): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [one = '', other = ''] = [left[index], right[index]];
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : compare(String(one), String(other));
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** `spec.replicas: expected a whole number, got the string "3" — write it without quotes: 3`. */
export function formatFinding({ path, message, help }: Finding): string {
  const where = path.length === 0 ? '' : `${formatPath(path)}: `;
  return `${where}${message}${help === undefined ? '' : ` — ${help}`}`;
}
