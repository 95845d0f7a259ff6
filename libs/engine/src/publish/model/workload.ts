import { identityOf, pathOf, toYaml, type Json, type Manifest } from '@gitops/manifest';
import { ownedComments } from '../../synth/lay-out';
import type { SynthesizedFile } from '../../synth/synthesized-file';

/** A container as TypeScript declares it. */
export interface Container {
  /** Stays the same through renames. */
  readonly id: number;
  readonly name: string;
  readonly repository: string;
  /** The first tag where Flux owns it, the pinned one otherwise. */
  readonly tag: string;
  readonly automated: boolean;
  readonly filter?: string;
}

/** A workload as TypeScript declares it; a ConfigMap and a Namespace have no containers, and a Namespace is not removed unasked. */
export interface Workload {
  /** Stays the same through renames. */
  readonly id: number;
  readonly kind: 'Deployment' | 'HelmRelease' | 'ConfigMap' | 'Namespace';
  readonly name: string;
  readonly folder?: string;
  readonly replicas: number;
  readonly containers: readonly Container[];
}

/** What Flux calls a container: the first image of a HelmRelease is the one at the top of its values. */
export function fluxName({ kind, containers }: Workload, container: Container): string {
  return kind === 'HelmRelease' && containers[0]?.id === container.id ? 'chart-image' : container.name;
}

/** Annotations as libs/flux writes them; a pinned container beside an automated one gets the exact filter of its tag. */
export function annotationsOf(workload: Workload): Readonly<Record<string, string>> {
  if (!workload.containers.some(({ automated }) => automated)) return {};
  const filters = workload.containers.flatMap((container) => {
    const filter = container.automated ? container.filter : `glob:${container.tag}`;
    return filter === undefined ? [] : [[`fluxcd.io/tag.${fluxName(workload, container)}`, filter] as const];
  });
  return { 'fluxcd.io/automated': 'true', ...Object.fromEntries(filters) };
}

/** What may be published otherwise than TypeScript declares it. */
export interface Published {
  readonly replicas: number;
  readonly annotations: Readonly<Record<string, string>>;
  /** By the container's id. */
  readonly tags: ReadonlyMap<number, string>;
  /** Containers in whose image somebody has put something else where the tag was; `tags` still has what Flux wrote last. */
  readonly hidden: ReadonlySet<number>;
}

/** In place of the tag, if it is hidden. */
const digest = `sha256:${'a'.repeat(64)}`;

export function declared(workload: Workload): Published {
  const tags = new Map(workload.containers.map(({ id, tag }) => [id, tag]));
  return { replicas: workload.replicas, annotations: annotationsOf(workload), tags, hidden: new Set() };
}

export function manifestOf(workload: Workload, published: Published = declared(workload)): Manifest {
  const { replicas, annotations, tags, hidden } = published;
  const { kind, name } = workload;
  if (kind === 'Namespace') return { apiVersion: 'v1', kind, metadata: { name, labels: { replicas: String(replicas) } } };
  const metadata = { name, namespace: 'apps', ...(Object.keys(annotations).length > 0 && { annotations }) };
  const images = workload.containers.map((container) => ({ ...container, tag: tags.get(container.id) ?? container.tag }));
  if (kind === 'ConfigMap') return { apiVersion: 'v1', kind, metadata, data: { replicas: String(replicas) } };
  const imageOf = ({ id, repository, tag }: Container): string => repository + (hidden.has(id) ? `@${digest}` : `:${tag}`);
  if (kind === 'Deployment') {
    const containers = images.map((image) => ({ name: image.name, image: imageOf(image) }));
    return { apiVersion: 'apps/v1', kind, metadata, spec: { replicas, template: { spec: { containers } } } };
  }
  const [first, ...others] = images;
  const values: Record<string, Json> = { replicas };
  // A tag that is no text is none to Flux.
  if (first !== undefined) values['image'] = { repository: first.repository, tag: hidden.has(first.id) ? 20240131 : first.tag };
  for (const image of others) values[image.name] = { image: imageOf(image) };
  return { apiVersion: 'helm.fluxcd.io/v1', kind, metadata, spec: { values } };
}

/** Workloads never change, so that what is made of one is made once. */
const files = new WeakMap<Workload, SynthesizedFile>();

export function fileOf(workload: Workload): SynthesizedFile {
  const known = files.get(workload);
  if (known !== undefined) return known;
  const manifest = manifestOf(workload);
  const text = toYaml(manifest, { comments: ownedComments(manifest) });
  const file = { path: pathOf(manifest, workload.folder), text, manifest, definition: 'app' };
  files.set(workload, file);
  return file;
}

export function identity(workload: Workload): string {
  const { manifest } = fileOf(workload);
  return manifest === undefined ? '' : identityOf(manifest);
}
