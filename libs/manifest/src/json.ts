/** A JSON value: what a Kubernetes object is made of once every construct has been resolved. */
export type Json = string | number | boolean | null | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export interface JsonObject {
  readonly [field: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one: for reading optional parts of a manifest that may be malformed. */
export function objectAt(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The items of a list that are objects; anything else counts as an empty list. */
export function objectsAt(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function stringAt(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
