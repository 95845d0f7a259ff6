import { isJsonObject, toYaml, type Json, type JsonObject, type Manifest } from '@gitops/manifest';
import { PropsError } from '@gitops/diagnostics';
import { hasPlaceholder, namespacePath, placeholderPattern, type ScalarType, type ScalarTypes } from './placeholder';

const release: ScalarType = { type: 'string', quoteSafe: true, maximum: Infinity, choices: [] };

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
  return path === namespacePath ? release : (types.get(path) ?? notAPlaceholder(path));
}

/** The chart has made sure that its templates pass placeholders on as they are. */
function notAPlaceholder(path: string): never {
  throw new Error(`${path} is no value of the chart: the template computes with a value that only Helm knows`);
}

function numberOrBoolean(path: string, { type, maximum }: ScalarType): string {
  return type === 'integer' && maximum > largestPlainInteger ? `int64 ${path}` : path;
}

/**
 * The same object as Helm would make it with these values: what the API server will see.
 * @param otherwise what to put in place of a placeholder that stands for no value; default: throws
 */
export function renderTemplate(
  manifest: Manifest,
  values: JsonObject,
  namespace: string,
  types: ScalarTypes,
  otherwise: (text: string, path: string) => Json = (_, path) => notAPlaceholder(path),
): Manifest {
  const root: JsonObject = { Values: values, Release: { Namespace: namespace } };
  const look = (text: string, path: string): Json =>
    path === namespacePath || types.has(path) ? lookUp(root, path) : otherwise(text, path);
  return mapStrings(manifest, (text) => fill(text, look)) as Manifest;
}

function fill(text: string, look: (text: string, path: string) => Json): Json {
  const [whole] = text.matchAll(placeholderPattern);
  if (whole?.[1] !== undefined && whole[0] === text) return look(text, whole[1]);
  return text.replace(placeholderPattern, (one, path: string) => String(look(one, path) ?? ''));
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
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      if (hasPlaceholder(key)) throw valueAsKey();
      return [key, mapStrings(field, map)];
    }),
  );
}

/** A key decides which field is meant and how the map is sorted, both of them before Helm fills anything in. */
function valueAsKey(): PropsError {
  const problem = {
    path: ['build'],
    unknownKey: false,
    message: "a chart's value cannot be a key",
    help: 'write the key into the constructs, and take what it stands for from the values',
  };
  return new PropsError('HelmChart', [problem], valueAsKey);
}
