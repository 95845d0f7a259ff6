import { isJsonObject, toYaml, type Json, type JsonObject, type Manifest } from '@gitops/manifest';
import { placeholderPattern, type ScalarType, type ScalarTypes } from './placeholder';

const release: ScalarType = { type: 'string', quoteSafe: true, maximum: Infinity };

/**
 * Above this, Helm prints an integer of its values in scientific notation, which the API server refuses in an integer
 * field: values pass through JSON, where Go reads every number as a float64.
 */
const largestPlainInteger = 999_999;

/**
 * The text of a Helm template: YAML in which placeholders have become template actions. The YAML writer sees a plain
 * word in place of each string that becomes an action, so that it neither quotes nor folds one.
 */
export function toTemplate(manifest: Manifest, types: ScalarTypes): string {
  const actions: string[] = [];
  const words = mapStrings(manifest, (text) =>
    new RegExp(`${placeholderPattern.source}|\\{\\{`).test(text)
      ? `Action${actions.push(toAction(text, types)) - 1}OfTemplate`
      : text,
  );
  return toYaml(words as JsonObject).replace(/Action(\d+)OfTemplate/g, (_, index: string) => actions[Number(index)] ?? '');
}

/** A string with placeholders in it, or with `{{` that Helm must leave alone. */
function toAction(text: string, types: ScalarTypes): string {
  const parts = text.split(placeholderPattern);
  const paths = parts.filter((_, index) => index % 2 === 1);
  const only = parts.length === 3 && parts[0] === '' && parts[2] === '' ? paths[0] : undefined;
  if (only !== undefined && typeOf(only, types).type !== 'string') return `{{ ${numberOrBoolean(only, typeOf(only, types))} }}`;
  if (paths.every((path) => typeOf(path, types).quoteSafe)) {
    return `"${parts.map((part, index) => (index % 2 === 0 ? escape(part).replace(/\{\{/g, '{{ "{{" }}') : `{{ ${part} }}`)).join('')}"`;
  }
  if (only !== undefined) return `{{ ${only} | quote }}`;
  const format = parts.map((part, index) => (index % 2 === 0 ? escape(part).replace(/%/g, '%%') : '%v')).join('');
  return `{{ printf "${format}" ${paths.join(' ')} | quote }}`;
}

/** For between double quotes, in YAML and in Go alike: their other escapes differ. */
function escape(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function typeOf(path: string, types: ScalarTypes): ScalarType {
  return types.get(path) ?? release;
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
  return text.replace(placeholderPattern, (_, path: string) => String(lookUp(root, path) ?? ''));
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
