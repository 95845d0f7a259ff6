import {
  isJsonObject,
  objectAt,
  podSpecPath,
  stringMap,
  valueAt,
  type Json,
  type JsonObject,
  type Manifest,
} from '@gitops/manifest';
import type { IndexPath } from './finding';

/** The pods that a workload runs. */
export interface PodTemplate {
  readonly manifest: Manifest;
  /** metadata of the pods, and where it is. */
  readonly metadata: JsonObject;
  readonly metadataPath: IndexPath;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  readonly specPath: IndexPath;
}

/** The built-in kinds that run pods, with the API group that makes them so; one template each. */
const groups: Readonly<Record<string, string>> = {
  Pod: 'v1',
  ReplicationController: 'v1',
  Deployment: 'apps/v1',
  DaemonSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** None for a kind that runs no pods, or whose pod spec is missing. */
export function podTemplatesOf(manifest: Manifest): readonly PodTemplate[] {
  const known = templates.get(manifest) ?? templatesIn(manifest);
  templates.set(manifest, known);
  return known;
}

/** Every rule about pods asks for the same ones. */
const templates = new WeakMap<Manifest, readonly PodTemplate[]>();

function templatesIn(manifest: Manifest): readonly PodTemplate[] {
  const path = podSpecPath(manifest.kind);
  if (path === undefined || groups[manifest.kind] !== manifest.apiVersion) return [];
  const specPath = path.filter((element) => typeof element === 'string');
  const spec = valueAt(manifest, specPath);
  if (!isJsonObject(spec)) return [];
  const metadataPath = [...specPath.slice(0, -1), 'metadata'];
  const metadata = objectAt(valueAt(manifest, metadataPath));
  return [{ manifest, metadata, metadataPath, labels: stringMap(metadata['labels']), spec, specPath }];
}

/** What a Service can select: also the pods of a custom kind that has a template where Deployments have theirs. */
export function selectablePodsOf(manifest: Manifest): readonly PodTemplate[] {
  const own = podTemplatesOf(manifest);
  const template = objectAt(manifest['spec'])['template'];
  if (own.length > 0 || groups[manifest.kind] === manifest.apiVersion || !isJsonObject(template)) return own;
  const metadata = objectAt(template['metadata']);
  const labels = stringMap(metadata['labels']);
  const [metadataPath, specPath] = ['metadata', 'spec'].map((field) => ['spec', 'template', field]) as [string[], string[]];
  return [{ manifest, metadata, metadataPath, labels, spec: objectAt(template['spec']), specPath }];
}

/** One container of any sort, and where it is. */
export interface ContainerAt {
  readonly container: JsonObject;
  readonly path: IndexPath;
  readonly list: 'initContainers' | 'containers' | 'ephemeralContainers';
}

/** Init containers first, in the order in which they run. */
export function containersOf(template: PodTemplate): readonly ContainerAt[] {
  const known = containers.get(template) ?? containersIn(template);
  containers.set(template, known);
  return known;
}

const containers = new WeakMap<PodTemplate, readonly ContainerAt[]>();

function containersIn({ spec, specPath }: PodTemplate): readonly ContainerAt[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    itemsAt(spec[list]).map(([index, container]) => ({ container, path: [...specPath, list, index], list })),
  );
}

/** The items of a list that are objects, each with its index; anything else counts as an empty list. */
export function itemsAt(value: Json | undefined): readonly (readonly [number, JsonObject])[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).flatMap((item, index) => (isJsonObject(item) ? [[index, item] as const] : []));
}
