import { isJsonObject, toYaml, type Json, type JsonObject, type Manifest } from '@gitops/manifest';
import { placeholderPattern, type ScalarType, type ScalarTypes } from './placeholder';

const release: ScalarType = { type: 'string', quoteSafe: true, maximum: Infinity };

/**
 * Above this, Helm prints an integer of its values in scientific notation, which the API server refuses in an integer
 * field: values pass through JSON, where Go reads every number as a float64.
 */
const largestPlainInteger = 999_999;

/** The text of a Helm template: YAML in which placeholders have become template actions. */
export function toTemplate(manifest: Manifest, types: ScalarTypes): string {
  const escaped = mapStrings(manifest, (text) => text.replace(/\{\{/g, '\u0001{{\u0002')) as JsonObject;
  return toYaml(escaped).replace(/"(?:[^"\\\n]|\\.)*"/g, (scalar) =>
    scalar.includes('\\x01') ? toAction(scalar, types) : scalar,
  );
}

/** One double-quoted YAML scalar that holds at least one placeholder. */
function toAction(scalar: string, types: ScalarTypes): string {
  const parts = scalar.slice(1, -1).split(/\\x01(.*?)\\x02/);
  const paths = parts.filter((_, index) => index % 2 === 1);
  const only = parts.length === 3 && parts[0] === '' && parts[2] === '' ? paths[0] : undefined;
  if (only !== undefined && typeOf(only, types).type !== 'string') return `{{ ${numberOrBoolean(only, typeOf(only, types))} }}`;
  if (paths.every((path) => path === '{{' || typeOf(path, types).quoteSafe)) {
    return `"${parts.map((part, index) => (index % 2 === 0 ? part : action(part))).join('')}"`;
  }
  if (only !== undefined) return `{{ ${only} | quote }}`;
  const format = parts.map((part, index) => (index % 2 === 0 ? part.replace(/%/g, '%%') : part === '{{' ? '{{' : '%v')).join('');
  return `{{ printf "${format}" ${paths.filter((path) => path !== '{{').join(' ')} | quote }}`;
}

function typeOf(path: string, types: ScalarTypes): ScalarType {
  return types.get(path) ?? release;
}

function action(path: string): string {
  return path === '{{' ? '{{ "{{" }}' : `{{ ${path} }}`;
}

function numberOrBoolean(path: string, { type, maximum }: ScalarType): string {
  return type === 'integer' && maximum > largestPlainInteger ? `int64 ${path}` : path;
}

/** The same object as Helm would make it with these values: what the API server will see. */
export function renderTemplate(manifest: Manifest, values: JsonObject, namespace: string): Manifest {
  const root: JsonObject = { Values: values, Release: { Namespace: namespace } };
  return mapStrings(manifest, (text) => fill(text, root)) as Manifest;
}

function fill(text: string, root: JsonObject): Json {
  const [whole] = text.matchAll(placeholderPattern);
  if (whole?.[1] !== undefined && whole[0] === text) return lookUp(root, whole[1]);
  return text.replace(placeholderPattern, (_, path: string) => String(lookUp(root, path)));
}

/** A value that is not given renders as nothing, as in Helm. */
function lookUp(root: JsonObject, path: string): Json {
  return path
    .slice(1)
    .split('.')
    .reduce<Json>((value, key) => (isJsonObject(value) ? (value[key] ?? null) : null), root);
}

function mapStrings(value: Json, map: (text: string) => Json): Json {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapStrings(item, map));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, mapStrings(field, map)]));
}
