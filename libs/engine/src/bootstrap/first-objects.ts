import type { ClusterFacts } from '@gitops/constructs';
import { identityOf, namespaceOf, shortKind, toYaml, type Manifest } from '@gitops/manifest';
import type { BuiltObject } from '../synth/built-object';
import type { RequiredSecret } from './required-secrets';

/** A file that is applied by hand, once, because Flux cannot run or sync before. */
export interface FirstFile {
  /** Relative to the bootstrap's directory; sorted by name, files are in the order in which they are applied. */
  readonly path: string;
  readonly text: string;
  readonly manifest: Manifest;
}

export interface FirstObjects {
  readonly namespaces: readonly FirstFile[];
  /** Before Flux, since its first sync may hold objects of these kinds. */
  readonly crds: readonly FirstFile[];
  /** Flux's own; empty where it comes from elsewhere. */
  readonly flux: readonly FirstFile[];
}

/** The name of the definition in platform/flux. */
const fluxDefinition = 'flux';

/** Kinds in the order in which kubectl must see them: who may act comes before who acts. Others stand before the last. */
const order = ['ServiceAccount', 'ClusterRole', 'Role', 'ClusterRoleBinding', 'RoleBinding', 'ConfigMap', 'Secret'];
const last = ['Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** What of a cluster's objects must exist before Flux can sync the rest, and in which order. */
export function firstObjects(
  { flux }: ClusterFacts,
  objects: readonly BuiltObject[],
  secrets: readonly RequiredSecret[],
): FirstObjects {
  const published = objects.filter((object) => object.published);
  const own = published.filter(({ placement }) => placement.definition === fluxDefinition).map(({ manifest }) => manifest);
  const all = published.map(({ manifest }) => manifest);
  const needed = new Set([flux.namespace, ...own.flatMap((manifest) => namespaceOf(manifest) ?? [])]);
  for (const { namespace } of secrets) needed.add(namespace);
  const namespaces = [...needed].sort().map((name) => declaredNamespace(all, name) ?? bareNamespace(name));
  const crds = all.filter(({ kind }) => kind === 'CustomResourceDefinition').sort(byName);
  const sorted = own
    .filter(({ kind }) => kind !== 'Namespace' && kind !== 'CustomResourceDefinition')
    .sort((a, b) => rank(a.kind) - rank(b.kind) || byName(a, b));

  let number = 0;
  const file = (manifest: Manifest): FirstFile => {
    number += 1;
    const name = `${String(number).padStart(2, '0')}-${manifest.metadata.name}-${shortKind(manifest.kind)}`;
    return { path: `manifests/${name}.yaml`, text: toYaml(manifest), manifest };
  };
  return { namespaces: namespaces.map(file), crds: crds.map(file), flux: sorted.map(file) };
}

function declaredNamespace(manifests: readonly Manifest[], name: string): Manifest | undefined {
  return manifests.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name);
}

/** Without labels: a namespace that is there already, for a Flux of its Helm chart, stays as it is. */
function bareNamespace(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function rank(kind: string): number {
  if (order.includes(kind)) return order.indexOf(kind);
  return order.length + (last.includes(kind) ? 1 + last.indexOf(kind) : 0);
}

function byName(a: Manifest, b: Manifest): number {
  return identityOf(a) < identityOf(b) ? -1 : 1;
}
