import type { DiagnosticCode } from '@gitops/diagnostics';
import { isJsonObject, type FieldPath, type Json, type Manifest, type PathElement } from '@gitops/manifest';

/** One thing wrong with one field of one manifest. Its severity is the catalog's. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly manifest: Manifest;
  /** The field to blame; for a missing field, the object that lacks it. */
  readonly path: FieldPath;
  /** The other object of the two that do not go together. */
  readonly related?: Manifest;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  /** Why, each one sentence. */
  readonly notes?: readonly string[];
  /** What would be right, and what to type. */
  readonly help?: string;
}

/** A path as a walk meets it: list items by index. */
export type IndexPath = readonly (string | number)[];

/** A finding as a rule yields it, for the one manifest that the rule was given. */
export interface Issue extends Omit<Finding, 'manifest' | 'path'> {
  readonly path: IndexPath;
}

/** Names list items by their `name` where it is there and no other item has it, so that a path survives reordering. */
export function fieldPath(root: Json, path: IndexPath): FieldPath {
  let value: Json | undefined = root;
  return path.map((element): PathElement => {
    const parent: Json | undefined = value;
    value = childOf(parent, element);
    const name = isJsonObject(value) ? value['name'] : undefined;
    if (typeof element !== 'number' || !Array.isArray(parent) || typeof name !== 'string' || name === '') return element;
    const namesakes = (parent as readonly Json[]).filter((item) => isJsonObject(item) && item['name'] === name);
    return namesakes.length === 1 ? { name } : element;
  });
}

function childOf(value: Json | undefined, element: string | number): Json | undefined {
  if (typeof element === 'number') return Array.isArray(value) ? (value as readonly Json[])[element] : undefined;
  return isJsonObject(value) ? value[element] : undefined;
}
