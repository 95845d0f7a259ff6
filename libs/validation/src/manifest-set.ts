import { labelsOf, namespaceOf, objectAt, stringAt, stringMap, type Manifest } from '@gitops/manifest';
import { selectablePodsOf, type PodTemplate } from './pod-template';
import type { KindRegistry } from './schema/kind-registry';

/** Exist in every cluster (kube-apiserver creates them). */
const systemNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** The manifests of one cluster, indexed once so that a rule about two of them looks the other one up. */
export class ManifestSet {
  readonly namespaces: ReadonlySet<string>;
  private readonly byKey = new Map<string, Manifest>();
  private readonly podsByLabel = new Map<string, PodTemplate[]>();
  private readonly namespacesOfReleases = new Set<string>();
  private readonly labelsByNamespace = new Map<string, Readonly<Record<string, string>>>();

  constructor(
    readonly manifests: readonly Manifest[],
    readonly kinds: KindRegistry,
    /** Kubernetes' minor version, `1.27`. */
    readonly minor: string,
    declaredNamespaces: readonly string[],
  ) {
    const namespaces = new Set([...systemNamespaces, ...declaredNamespaces]);
    for (const manifest of manifests) {
      if (manifest.kind === 'Namespace' && manifest.apiVersion === 'v1') {
        namespaces.add(manifest.metadata.name);
        this.labelsByNamespace.set(manifest.metadata.name, labelsOf(manifest));
      }
      if (manifest.kind === 'HelmRelease') {
        this.namespacesOfReleases.add(
          stringAt(objectAt(manifest['spec'])['targetNamespace']) ?? namespaceOf(manifest) ?? 'default',
        );
      }
      this.byKey.set(key(manifest.kind, namespaceOf(manifest), manifest.metadata.name), manifest);
      for (const template of selectablePodsOf(manifest)) this.indexPods(template, namespaceOf(manifest));
    }
    this.namespaces = namespaces;
  }

  private indexPods(template: PodTemplate, namespace: string | undefined): void {
    for (const [label, value] of Object.entries(template.labels)) {
      const index = key(label, namespace, value);
      const pods = this.podsByLabel.get(index);
      if (pods === undefined) this.podsByLabel.set(index, [template]);
      else pods.push(template);
    }
  }

  find(kind: string, namespace: string | undefined, name: string): Manifest | undefined {
    return this.byKey.get(key(kind, namespace, name));
  }

  /** Whether a Helm chart puts objects into a namespace that are not among the manifests: what is missing may be there. */
  hasRelease(namespace: string | undefined): boolean {
    return this.namespacesOfReleases.has(namespace ?? 'default');
  }

  /** The names of a kind's objects in one namespace: for a did-you-mean, so only once something is wrong. */
  namesOf(kind: string, namespace: string | undefined): readonly string[] {
    return this.manifests
      .filter((manifest) => manifest.kind === kind && namespaceOf(manifest) === namespace)
      .map(({ metadata }) => metadata.name);
  }

  /** The pod templates of a namespace that have every label of a selector; none for an empty one. */
  podsSelectedBy(selector: Readonly<Record<string, string>>, namespace: string | undefined): readonly PodTemplate[] {
    const candidates = Object.entries(selector).map(([label, value]) => this.podsByLabel.get(key(label, namespace, value)) ?? []);
    const [fewest = []] = candidates.sort((left, right) => left.length - right.length);
    return fewest.filter((pod) => Object.entries(selector).every(([label, value]) => pod.labels[label] === value));
  }

  /** The labels of a Namespace among the manifests; none for one that only the cluster declares. */
  namespaceLabels(namespace: string | undefined): Readonly<Record<string, string>> {
    return this.labelsByNamespace.get(namespace ?? 'default') ?? {};
  }

  /** The equality selector of a Service. */
  static selectorOf(service: Manifest): Readonly<Record<string, string>> {
    return stringMap(objectAt(service['spec'])['selector']);
  }
}

function key(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}
