import {
  isJsonObject,
  objectAt,
  objectsAt,
  stringAt,
  type Json,
  type JsonObject,
  type Manifest,
  type Scope,
} from '@gitops/manifest';
import type { JsonSchema } from './json-schema';

/** A kind that a CustomResourceDefinition makes the API server serve. */
export interface CustomKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  /** Of the whole object, in the structural dialect. */
  readonly schema: JsonSchema;
}

export function isCustomResourceDefinition(manifest: Manifest): boolean {
  return manifest.kind === 'CustomResourceDefinition' && manifest.apiVersion === 'apiextensions.k8s.io/v1';
}

/** The served versions of the kind that a CustomResourceDefinition defines; none where it is too malformed to tell. */
export function customKindsOf(definition: Manifest): readonly CustomKind[] {
  const spec = objectAt(definition['spec']);
  const group = stringAt(spec['group']);
  const kind = stringAt(objectAt(spec['names'])['kind']);
  if (group === undefined || kind === undefined) return [];
  const scope: Scope = spec['scope'] === 'Cluster' ? 'Cluster' : 'Namespaced';
  return objectsAt(spec['versions'])
    .filter((version) => version['served'] === true && typeof version['name'] === 'string')
    .map((version) => {
      const root = objectAt(objectAt(version['schema'])['openAPIV3Schema']);
      return { apiVersion: `${group}/${String(version['name'])}`, kind, scope, schema: rootSchema(root) };
    });
}

/** apiVersion, kind and metadata need not be in a CRD's schema; of metadata it can only restrict the name. */
function rootSchema(root: JsonObject): JsonSchema {
  const schema = withoutNulls(root) as JsonSchema;
  const { metadata, ...properties } = schema.properties ?? {};
  const implied: Record<string, JsonSchema> = {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { 'x-kubernetes-preserve-unknown-fields': true, properties: metadata?.properties ?? {} },
  };
  return { ...schema, properties: { ...properties, ...implied } };
}

/** A null in a schema means that the keyword is absent, except among the values of an enum. */
function withoutNulls(value: Json, keyword = ''): Json {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return keyword === 'enum' ? items : items.filter((item) => item !== null).map((item) => withoutNulls(item));
  }
  if (!isJsonObject(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNulls(field, name)]));
}
