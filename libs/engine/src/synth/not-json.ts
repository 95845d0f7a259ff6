import { isJsonObject, type FieldPath } from '@gitops/manifest';

/** A value within an object that no JSON can hold. */
export interface NotJson {
  readonly path: FieldPath;
  readonly what: string;
}

/** cdk8s passes these on: not-a-number and infinity, functions and symbols, and undefined in a list. */
export function* notJson(value: unknown, path: FieldPath = []): Iterable<NotJson> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* notJson(item, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [key, field] of Object.entries(value)) yield* notJson(field, [...path, key]);
  } else if (
    typeof value === 'number'
      ? !Number.isFinite(value)
      : typeof value !== 'string' && typeof value !== 'boolean' && value !== null
  ) {
    yield { path, what: typeof value === 'number' || value === undefined ? String(value) : `a ${typeof value}` };
  }
}
