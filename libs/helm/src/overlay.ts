import { isJsonObject, type Json, type JsonObject } from '@gitops/manifest';

/** As Helm lays a release's values over values.yaml: maps are merged, everything else is replaced. */
export function overlay(base: JsonObject, values: unknown): JsonObject {
  if (!isJsonObject(values)) return base;
  const merged = Object.entries(values).map(([key, value]): [string, Json] => {
    const below = base[key];
    return [key, isJsonObject(below) && isJsonObject(value) ? overlay(below, value) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}
