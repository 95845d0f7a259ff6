import type { Manifest } from './manifest';
import { shortKind } from './kinds';

/** A file of the config repository, relative to the cluster's directory in it, with `/`. */
export interface FileSpec {
  readonly path: string;
  readonly text: string;
}

/**
 * Where an object lives. It depends on the object alone, never on its neighbours, so that adding one object moves no
 * other; a clash is a diagnostic.
 * @param folder sets a placement's workloads apart, so that one app can be placed twice
 */
export function pathOf(manifest: Manifest, folder?: string): string {
  const { name } = manifest.metadata;
  switch (manifest.kind) {
    case 'Namespace':
      return `namespaces/${name}.yaml`;
    case 'CustomResourceDefinition':
      return `crds/${name}.yaml`;
    case 'HelmRelease':
      return `releases/${inFolder(folder, name)}.yaml`;
    default:
      return `workloads/${inFolder(folder, baseName(manifest))}-${shortKind(manifest.kind)}.yaml`;
  }
}

/** A name without its own kind as suffix: Deployment `web-deployment` is `web`, and so is its short form `web-dep`. */
function baseName({ kind, metadata: { name } }: Manifest): string {
  const suffix = [`-${kind.toLowerCase()}`, `-${shortKind(kind)}`].find(
    (ending) => name.endsWith(ending) && name.length > ending.length,
  );
  return suffix === undefined ? name : name.slice(0, -suffix.length);
}

function inFolder(folder: string | undefined, name: string): string {
  return folder === undefined ? name : `${folder}/${name}`;
}
