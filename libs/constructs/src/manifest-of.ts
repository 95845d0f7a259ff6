import { isJsonObject } from '@gitops/manifest';
import { ApiObject } from 'cdk8s';

/**
 * The object that a construct makes. Classes that `cdk8s import` generates, those of cdk8s-plus-27 among them, pass on
 * the fields that they know and drop all others without a word. Here the others stay, so that validation can name a
 * misspelt field, and a field that is newer than the class still works.
 */
export function manifestOf(construct: ApiObject): unknown {
  if (!isGenerated(construct)) return construct.toJson();
  const { made, given } = toJsonWithInput(construct);
  return withDropped(made, given);
}

/** Generated classes have a static `GVK`. A hand-written toJson further down the chain means what it leaves out. */
function isGenerated(construct: ApiObject): boolean {
  for (let prototype: unknown = construct; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (!Object.hasOwn(prototype as object, 'toJson')) continue;
    return Object.hasOwn((prototype as object).constructor, 'GVK');
  }
  return false;
}

/** A generated toJson maps what its base class makes; taking that from the one call saves resolving everything twice. */
function toJsonWithInput(construct: ApiObject): { readonly made: unknown; readonly given: unknown } {
  const base = Object.getOwnPropertyDescriptor(ApiObject.prototype, 'toJson');
  if (base === undefined) throw new Error('cdk8s no longer has ApiObject.toJson');
  const toJson = base.value as (this: ApiObject) => unknown;
  let given: unknown;
  Object.defineProperty(ApiObject.prototype, 'toJson', {
    ...base,
    value(this: ApiObject) {
      given = toJson.call(this);
      return given;
    },
  });
  try {
    return { made: construct.toJson(), given };
  } finally {
    Object.defineProperty(ApiObject.prototype, 'toJson', base);
  }
}

function withDropped(made: unknown, given: unknown): unknown {
  if (Array.isArray(made) && Array.isArray(given)) return made.map((item: unknown, index) => withDropped(item, given[index]));
  if (!isJsonObject(made) || !isJsonObject(given)) return made;
  const spelling = new Map(Object.keys(given).map((key) => [plain(key), key]));
  const known = new Set(Object.keys(made).map(plain));
  return Object.fromEntries([
    ...Object.entries(made).map(([key, value]) => [
      key,
      withDropped(value, given[key in given ? key : (spelling.get(plain(key)) ?? key)]),
    ]),
    ...Object.entries(given).filter(([key]) => !(key in made) && !known.has(plain(key))),
  ]);
}

/** The classes respell a field: `hostIp` becomes `hostIP`, and `ref` `$ref`. */
function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}
