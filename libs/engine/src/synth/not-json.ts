import { isJsonObject, type FieldPath } from '@gitops/manifest';

/** A value within an object that no JSON can hold. */
export interface NotJson {
  readonly path: FieldPath;
  readonly what: string;
}

/** With the flag u a whole pair is one character of another category. */
const loneSurrogate = /\p{Surrogate}/u;

/** cdk8s passes these on: not-a-number and infinity, functions and symbols, undefined in a list, and text that UTF-8 cannot hold. */
export function* notJson(value: unknown, path: FieldPath = []): Iterable<NotJson> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* notJson(item, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [key, field] of Object.entries(value)) {
      // The key itself would spoil the message.
      if (loneSurrogate.test(key)) yield { path, what: 'a key with half a surrogate pair' };
      yield* notJson(field, [...path, key]);
    }
  } else if (typeof value === 'string') {
    if (loneSurrogate.test(value)) yield { path, what: 'a string with half a surrogate pair' };
  } else if (typeof value === 'number' ? !Number.isFinite(value) : typeof value !== 'boolean' && value !== null) {
    yield { path, what: typeof value === 'number' || value === undefined ? String(value) : `a ${typeof value}` };
  }
}
