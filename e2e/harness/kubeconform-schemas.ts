import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schema = Readonly<Record<string, Json>>;

interface SchemasFile {
  readonly kinds: Readonly<Record<string, { readonly definition: string }>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** What kubeconform's `-schema-location` takes for what `writeSchemas` writes. */
export const schemaLocation = '{{ .ResourceKind }}{{ .KindSuffix }}.json';

/**
 * Writes a schema file for each kind, with which kubeconform is strict: kubeconform only looks for stricter files when
 * told so, and theirs cannot be downloaded here or in a closed network.
 * @param source a file of libs/validation/schemas
 * @param definitions CustomResourceDefinitions
 */
export async function writeSchemas(directory: string, source: string, definitions: readonly unknown[]): Promise<void> {
  const { kinds, definitions: types } = JSON.parse(await readFile(source, 'utf8')) as SchemasFile;
  const strictTypes = Object.fromEntries(Object.entries(types).map(([name, schema]) => [name, strict(schema)]));
  await mkdir(directory, { recursive: true });
  for (const [key, { definition }] of Object.entries(kinds)) {
    const [kind = '', version = '', group = ''] = key.split('/').reverse();
    const schema = { $ref: `#/definitions/${definition}`, definitions: strictTypes };
    await writeFile(join(directory, fileName(group, version, kind)), JSON.stringify(schema));
  }
  for (const { spec } of definitions as readonly Definition[]) {
    for (const { name, schema } of spec.versions) {
      const top = schema.openAPIV3Schema;
      const properties = { apiVersion: {}, kind: {}, metadata: {}, ...(top['properties'] as Schema) };
      await writeFile(
        join(directory, fileName(spec.group, name, spec.names.kind)),
        JSON.stringify(strict({ ...top, properties })),
      );
    }
  }
}

/** As kubeconform fills in its template: kinds in lower case, and of a group its first label. */
function fileName(group: string, version: string, kind: string): string {
  const label = group.split('.')[0] ?? '';
  return `${[kind.toLowerCase(), label, version].filter((part) => part !== '').join('-')}.json`;
}

/** No unknown fields, and what Kubernetes says in its own keywords in those of JSON Schema. */
export function strict(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string')
    return { type: ['string', 'integer'] };
  if (schema['format'] === 'quantity') return { type: ['string', 'number'] };
  const within = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strictWithin(key, value)]));
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || 'additionalProperties' in schema;
  return 'properties' in schema && !open ? { ...within, additionalProperties: false } : within;
}

function strictWithin(key: string, value: Json): Json {
  if (key === 'properties')
    return Object.fromEntries(Object.entries(value as Schema).map(([name, schema]) => [name, strict(schema as Schema)]));
  if (['items', 'additionalProperties', 'not'].includes(key) && typeof value === 'object') return strict(value as Schema);
  if (['anyOf', 'oneOf', 'allOf'].includes(key)) return (value as readonly Schema[]).map(strict);
  return value;
}
