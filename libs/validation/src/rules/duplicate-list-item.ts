import { type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

/**
 * The lists of built-in kinds in which the API server's validation refuses a second item of the same key. Others that
 * OpenAPI calls keyed, env and container ports among them, it takes with a warning.
 */
export const duplicateListItem: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    const { spec, specPath } = template;
    const containers = containersOf(template);
    yield* duplicates(
      containers.map(({ container, path }) => [path, container]),
      ['name'],
    );
    for (const [list, keys] of podLists) yield* duplicates(at(spec[list], [...specPath, list]), keys);
    for (const { container, path } of containers) {
      for (const [list, keys] of containerLists) yield* duplicates(at(container[list], [...path, list]), keys);
    }
  }
};

const podLists: readonly (readonly [string, readonly string[]])[] = [
  ['volumes', ['name']],
  ['resourceClaims', ['name']],
  ['schedulingGates', ['name']],
  ['topologySpreadConstraints', ['topologyKey', 'whenUnsatisfiable']],
];

const containerLists: readonly (readonly [string, readonly string[]])[] = [
  ['ports', ['name']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['volumeDevices', ['name']],
  ['resizePolicy', ['resourceName']],
];

function at(value: Json | undefined, path: IndexPath): readonly (readonly [IndexPath, JsonObject])[] {
  return itemsAt(value).map(([index, item]) => [[...path, index], item]);
}

/** Items without the key do not count: that they lack it is another finding. */
export function* duplicates(items: readonly (readonly [IndexPath, JsonObject])[], keys: readonly string[]): Generator<Issue> {
  const seen = new Set<string>();
  for (const [path, item] of items) {
    const values = keys.map((key) => item[key]);
    if (values.some((value) => value === undefined || value === null || value === '')) continue;
    const identity = JSON.stringify(values);
    if (seen.has(identity)) {
      const what = keys.map((key) => `${key} ${JSON.stringify(item[key])}`).join(' and ');
      yield { code: 'SCH006', path, message: `another item has ${what} already`, help: 'rename or remove one of the two' };
    }
    seen.add(identity);
  }
}
