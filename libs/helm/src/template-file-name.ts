import type { Manifest } from '@gitops/manifest';
import type { Template } from './helm-chart';

/**
 * `deployment.yaml`, as people name templates; `<name>-deployment.yaml` for each of several of one kind. Unlike the
 * paths of the config repository this may depend on neighbours: nothing that Flux writes lives in a template.
 */
export function templateFileName(manifest: Manifest, templates: readonly Template[]): string {
  const kind = manifest.kind.toLowerCase();
  const alone = templates.filter((other) => other.manifest.kind === manifest.kind).length === 1;
  const suffix = `-${kind}`;
  const name = manifest.metadata.name;
  return alone ? `${kind}.yaml` : `${name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}${suffix}.yaml`;
}
