import { isJsonObject } from '@gitops/manifest';
import { ApiObject } from 'cdk8s';

/**
 * The object that a construct makes. Classes that `cdk8s import` generates, those of cdk8s-plus-27 among them, pass on
 * the fields that they know and drop all others without a word. Here the others stay, so that validation can name a
 * misspelt field, and a field that is newer than the class still works.
 */
export function manifestOf(construct: ApiObject): unknown {
  if (!isGenerated(construct)) return construct.toJson();
  const made: unknown = construct.toJson();
  return withDropped(made, lastGiven);
}

/** Generated classes have a static `GVK`. A hand-written toJson further down the chain means what it leaves out. */
function isGenerated(construct: ApiObject): boolean {
  for (let prototype: unknown = construct; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (!Object.hasOwn(prototype as object, 'toJson')) continue;
    return Object.hasOwn((prototype as object).constructor, 'GVK');
  }
  return false;
}

/** What cdk8s made of the last object, before a generated toJson mapped it. */
let lastGiven: unknown;

const base = Object.getOwnPropertyDescriptor(ApiObject.prototype, 'toJson');
if (base === undefined) throw new Error('cdk8s no longer has ApiObject.toJson');
const toJson = base.value as (this: ApiObject) => unknown;
// Once and for good: V8 forgets what it has optimized each time that a prototype is changed.
Object.defineProperty(ApiObject.prototype, 'toJson', {
  ...base,
  value(this: ApiObject) {
    lastGiven = toJson.call(this);
    return lastGiven;
  },
});

function withDropped(made: unknown, given: unknown): unknown {
  if (Array.isArray(made) && Array.isArray(given)) return made.map((item: unknown, index) => withDropped(item, given[index]));
  if (!isJsonObject(made) || !isJsonObject(given)) return made;
  const respelt = new Map(Object.keys(given).flatMap((key) => (key in made ? [] : [[plain(key), key] as const])));
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(made)) {
    const spelling = key in given || respelt.size === 0 ? key : plain(key);
    const source = respelt.get(spelling) ?? key;
    respelt.delete(spelling);
    result[key] = withDropped(value, given[source]);
  }
  for (const key of respelt.values()) result[key] = given[key];
  return result;
}

/** The classes respell a field: `hostIp` becomes `hostIP`, and `ref` `$ref`. */
function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}
