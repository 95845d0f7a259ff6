import { isJsonObject, type Json, type JsonObject } from './json';

/** `metadata` as far as this project reads it; other fields pass through. */
export interface ManifestMetadata extends JsonObject {
  readonly name: string;
}

/** One Kubernetes object as data. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
}

/** Whether a value has the four things without which nothing here can name it: apiVersion, kind, metadata and its name. */
export function isManifest(value: unknown): value is Manifest {
  return (
    isJsonObject(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isJsonObject(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}

export function namespaceOf(manifest: Manifest): string | undefined {
  const namespace = manifest.metadata['namespace'];
  return typeof namespace === 'string' ? namespace : undefined;
}

/** String-valued annotations; others are a schema violation that validation reports. */
export function annotationsOf(manifest: Manifest): Readonly<Record<string, string>> {
  return stringMap(manifest.metadata['annotations']);
}

export function labelsOf(manifest: Manifest): Readonly<Record<string, string>> {
  return stringMap(manifest.metadata['labels']);
}

/** `apps/v1` has group `apps`; `v1` has group ``. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

export function stringMap(value: Json | undefined): Readonly<Record<string, string>> {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
