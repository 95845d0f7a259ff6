import { isJsonObject, type Json, type Manifest } from '@gitops/manifest';

/**
 * A manifest's annotations as fluxd decodes them into text: a bare `true` or `1` counts as its text, an empty value as ''.
 * (The API server refuses such an object, but fluxd reads git.) Lists and objects, on which fluxd stops, are left out.
 */
export function annotationTexts(manifest: Manifest): ReadonlyMap<string, string> {
  const annotations = manifest.metadata['annotations'];
  const entries = isJsonObject(annotations) ? Object.entries(annotations) : [];
  return new Map(
    entries.flatMap(([key, value]) => (isScalar(value) ? [[key, value === null ? '' : String(value)] as const] : [])),
  );
}

function isScalar(value: Json): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}
