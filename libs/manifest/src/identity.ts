import { namespaceOf, type Manifest } from './manifest';

/**
 * The identity by which Flux v1 tells objects apart: `<namespace or "<cluster>">:<kind, lower case>/<name>`.
 * The API group is not part of it, so that two kinds of one name in different groups are one object to Flux, and
 * a duplicate anywhere stops its whole sync (fluxcd/flux pkg/resource/id.go, pkg/cluster/kubernetes/resource/load.go).
 */
export type Identity = string;

export function identityOf(manifest: Manifest): Identity {
  return `${namespaceOf(manifest) ?? '<cluster>'}:${manifest.kind.toLowerCase()}/${manifest.metadata.name}`;
}

/** How an object is named to a person: `Deployment gitops-cicd/gitops-example-deployment`. */
export function describe(manifest: Manifest): string {
  const namespace = namespaceOf(manifest);
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${manifest.metadata.name}`;
}
