import { annotationsOf, automatableKinds, stringAt } from '@gitops/manifest';
import { parseImage } from '../image-reference';
import { containersOf, podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

/** Both prefixes of Flux's policies (fluxcd/flux pkg/policy/policy.go). */
const automated = ['fluxcd.io/automated', 'flux.weave.works/automated'];

/** Flux automates a whole object: each of its containers must have a tag to replace (fluxcd/flux issue 885). */
export const automatedDigest: Rule = function* (manifest) {
  const annotations = annotationsOf(manifest);
  if (!automatableKinds.has(manifest.kind) || !automated.some((key) => annotations[key] === 'true')) return;
  for (const template of podTemplatesOf(manifest)) {
    for (const { container, path } of containersOf(template)) {
      const parsed = parseImage(stringAt(container['image']) ?? '');
      if (parsed?.digest === undefined) continue;
      yield {
        code: 'FLX006',
        path: [...path, 'image'],
        message: 'the object is automated, and Flux cannot replace a digest',
        help: `write ${parsed.repository}:${parsed.tag ?? '<tag>'} without the digest`,
      };
    }
  }
};
