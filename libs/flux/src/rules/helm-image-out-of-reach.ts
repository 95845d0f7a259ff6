import { formatPath, isJsonObject, valueAt, type Json, type JsonObject } from '@gitops/manifest';
import { valuesPath } from '@gitops/ownership';
import type { FluxRule } from './rule';

export const helmImageOutOfReach: FluxRule = function* ({ manifest, containers, updatable }) {
  if (!updatable || manifest.kind !== 'HelmRelease') return;
  const seen = new Set(containers.map(({ fields }) => formatPath(fields.image)));
  for (const path of imagePaths(valueAt(manifest, valuesPath))) {
    if (seen.has(formatPath([...valuesPath, ...path]))) continue;
    const isReachable = path.every((element) => typeof element === 'string' && !element.includes('.'));
    yield {
      code: 'FLX020',
      path: [...valuesPath, ...path],
      message: `Flux does not see the image at "${formatPath(path)}" of the values`,
      notes: ['Flux looks for "image" at the top of the values and one level down'],
      help: isReachable
        ? `annotate the HelmRelease: "repository.fluxcd.io/<alias>": "${path.join('.')}", and "tag.fluxcd.io/<alias>" with the path of its tag`
        : 'keep its tag in TypeScript, or move it: annotations cannot reach into lists, nor through keys with a dot',
    };
  }
};

/** A key, and the place where it was found. */
interface Place {
  readonly value: Json;
  readonly key?: string | number;
  readonly parent?: Place;
}

/** Where, below the values, something looks like an image. A loop, so that no depth of nesting can overflow the stack. */
function* imagePaths(values: Json | undefined): Iterable<readonly (string | number)[]> {
  const open: Place[] = values === undefined ? [] : [{ value: values }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const parent = place;
    const key = isJsonObject(place.value) ? imageKey(place.value) : undefined;
    if (key !== undefined) yield [...pathTo(place), key];
    for (const [key, value] of children(place.value).reverse()) open.push({ value, key, parent });
  }
}

function children(value: Json): [string | number, Json][] {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => [index, item]);
  return isJsonObject(value) ? Object.entries(value) : [];
}

function pathTo(place: Place): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let next: Place | undefined = place; next?.key !== undefined; next = next.parent) path.push(next.key);
  return path.reverse();
}

function imageKey(value: JsonObject): 'repository' | 'image' | undefined {
  if (typeof value['repository'] === 'string' && value['tag'] !== undefined) return 'repository';
  return typeof value['image'] === 'string' && value['image'] !== '' ? 'image' : undefined;
}
