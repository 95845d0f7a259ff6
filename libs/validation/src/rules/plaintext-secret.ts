import { isJsonObject } from '@gitops/manifest';
import type { Rule } from './rule';

/** A token that the controller fills in holds nothing in git, and neither does a Secret without values. */
export const plaintextSecret: Rule = function* (manifest) {
  if (manifest.kind !== 'Secret' || manifest.apiVersion !== 'v1') return;
  for (const field of ['data', 'stringData']) {
    const values = manifest[field];
    if (!isJsonObject(values)) continue;
    const keys = Object.keys(values).filter((key) => values[key] !== '' && values[key] !== null);
    if (keys.length === 0) continue;
    yield {
      code: 'SEC001',
      path: [field],
      message: `the Secret's ${keys.map((key) => `"${key}"`).join(', ')} would be readable in git`,
      help: 'create the Secret outside git and refer to it by name, or use SealedSecret or ExternalSecret',
    };
  }
};
