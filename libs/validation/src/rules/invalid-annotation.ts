import { isJsonObject, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { podTemplatesOf } from '../pod-template';
import { qualifiedName } from '../syntax';
import type { Rule } from './rule';

/** All keys and values of one object together (TotalAnnotationSizeLimitB in apimachinery pkg/api/validation). */
const mostBytes = 256 * 1024;

/** Annotations of an object and of its pods. */
export const invalidAnnotation: Rule = function* (manifest) {
  yield* issuesOf(manifest.metadata, ['metadata', 'annotations']);
  for (const { metadata, metadataPath } of podTemplatesOf(manifest)) {
    if (metadata !== manifest.metadata) yield* issuesOf(metadata, [...metadataPath, 'annotations']);
  }
};

function* issuesOf(metadata: JsonObject, path: IndexPath): Generator<Issue> {
  const annotations = metadata['annotations'];
  if (!isJsonObject(annotations)) return;
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    // Upper case is allowed even in the prefix of an annotation.
    const problem = qualifiedName(key.toLowerCase());
    if (problem !== undefined) yield { code: 'K8S003', path: [...path, key], message: `annotation key "${key}" ${problem}` };
    bytes += utf8Length(key) + (typeof value === 'string' ? utf8Length(value) : 0);
  }
  if (bytes > mostBytes) {
    const help = 'keep large text in a ConfigMap';
    yield {
      code: 'K8S003',
      path,
      message: `the annotations have ${bytes} bytes, and Kubernetes takes at most ${mostBytes}`,
      help,
    };
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
