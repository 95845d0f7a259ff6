import type { Template } from './helm-chart';

/**
 * `deployment.yaml`, as people name templates; `<name>-deployment.yaml` for each of several of one kind. Unlike the
 * paths of the config repository this may depend on neighbours: nothing that Flux writes lives in a template.
 */
export function templateFileName({ construct, manifest }: Template, templates: readonly Template[]): string {
  const kind = manifest.kind.toLowerCase();
  const alone = templates.filter((other) => other.manifest.kind === manifest.kind).length === 1;
  const suffix = `-${kind}`;
  // A name that only Helm knows cannot name a file; the construct's place in the chart is as unique.
  const name = /^[a-z0-9][-a-z0-9.]*$/.test(manifest.metadata.name) ? manifest.metadata.name : placeOf(construct.node.path);
  return alone ? `${kind}.yaml` : `${name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}${suffix}.yaml`;
}

/** `Default/web/settings` is `web-settings`. */
function placeOf(path: string): string {
  return path
    .split('/')
    .slice(1)
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-');
}
