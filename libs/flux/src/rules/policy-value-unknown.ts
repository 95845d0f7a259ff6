import { isJsonObject } from '@gitops/manifest';
import { annotationPath, type FluxRule } from './rule';

/** What each policy may say. "false" is allowed because it does what it says: nothing. */
const values: Readonly<Record<string, readonly string[]>> = {
  automated: ['true', 'false'],
  ignore: ['true', 'false', 'sync_only'],
};

export const policyValueUnknown: FluxRule = function* ({ manifest, annotations }) {
  const written = manifest.metadata['annotations'];
  for (const { policy, key, text } of annotations) {
    const allowed = Object.hasOwn(values, policy) ? values[policy] : undefined;
    const isText = isJsonObject(written) && typeof written[key] === 'string';
    if (allowed === undefined || !isText || allowed.includes(text)) continue;
    yield {
      code: 'FLX013',
      path: annotationPath(key),
      message: `"${text}" switches "${key}" off`,
      notes: ['Flux compares the text with "true", letter by letter, and passes over anything else without a word'],
      help: `write ${allowed.map((value) => `'${value}'`).join(' or ')}`,
    };
  }
};
