import { PropsError } from '@gitops/diagnostics';
import { differences, formatPath, isJsonObject, objectAt, type FieldPath, type Json, type JsonObject } from '@gitops/manifest';
import type { Template } from './helm-chart';
import type { Placeholders, ScalarTypes } from './placeholder';
import { renderTemplate } from './template';

/** Any one: both sides of a comparison are installed there. */
const namespace = 'default';

/**
 * Refuses a chart whose templates depend on a value in a way that Helm cannot repeat. A string's placeholder is a string
 * and a boolean's an object, so `host.toUpperCase()`, `mode === 'a'` and `if (on)` compile and run; but then templates
 * made with real values differ from templates that are filled with them. What a construct makes of a number's
 * placeholder is its own affair: it holds for every number.
 * @param defaults what to try first; then each other value that an enumeration or a boolean can have
 * @param admits whether the chart's schema takes these values
 */
export function assertPassedOn(
  name: string,
  templates: readonly Template[],
  { values, types }: Placeholders,
  defaults: JsonObject,
  admits: (values: JsonObject) => boolean,
  build: (values: unknown) => readonly Template[],
): void {
  for (const sample of samples(defaults, types).filter(admits)) {
    const filled = (made: readonly Template[]): readonly JsonObject[] =>
      made.map(({ manifest }) => renderTemplate(manifest, sample, namespace, types, (text) => text));
    const [before, after] = [filled(templates), filled(build(realValues(values, sample, types)))];
    const objects = Math.max(before.length, after.length);
    for (let index = 0; index < objects; index += 1) {
      const [first] = differences(before[index], after[index]);
      const object = after[index] ?? before[index];
      if (first !== undefined && object !== undefined) throw computed(name, object, first.path);
    }
  }
}

function computed(name: string, object: JsonObject, path: FieldPath): PropsError {
  const which = `${String(object['kind'])} ${String(objectAt(object['metadata'])['name'])}`;
  const problem = {
    path: ['build'],
    unknownKey: false,
    message: `computes with a value that only Helm knows: ${path.length === 0 ? `whether there is a ${which}` : `${formatPath(path)} of ${which}`} depends on it`,
    help: 'pass the value on as it is, make the result a value of its own, or give the constructs what does not change between releases',
  };
  return new PropsError(`HelmChart ${name}`, [problem], computed);
}

/** The defaults, and the defaults with every choice at its first alternative, its second, and so on. */
function samples(defaults: JsonObject, types: ScalarTypes): readonly JsonObject[] {
  const alternatives = (path: string, value: Json): readonly Json[] =>
    (types.get(path)?.choices ?? []).filter((choice) => choice !== value);
  const most = Math.max(0, ...[...types.values()].map(({ choices }) => choices.length - 1));
  const nth = (index: number): JsonObject =>
    mapLeaves(defaults, '.Values', (path, value) => alternatives(path, value)[index] ?? value) as JsonObject;
  return [defaults, ...Array.from({ length: most }, (_, index) => nth(index))];
}

/** Strings and booleans as they are; a value that is not given has no better stand-in than its placeholder. */
function realValues(placeholders: unknown, sample: Json | undefined, types: ScalarTypes): unknown {
  return mapLeaves(
    placeholders,
    '.Values',
    (path, placeholder) => {
      const value = path
        .split('.')
        .slice(2)
        .reduce<Json | undefined>((below, key) => (isJsonObject(below) ? below[key] : undefined), sample);
      return typeof value === 'string' || typeof value === 'boolean' ? value : placeholder;
    },
    (path) => types.has(path),
  );
}

function mapLeaves<Leaf>(
  value: Leaf,
  path: string,
  map: (path: string, leaf: Leaf) => unknown,
  isLeaf: (path: string) => boolean = () => false,
): unknown {
  if (isLeaf(path) || !isJsonObject(value)) return map(path, value);
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [key, mapLeaves(below as Leaf, `${path}.${key}`, map, isLeaf)]),
  );
}
