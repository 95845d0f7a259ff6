import { stringAt } from '@gitops/manifest';
import { parseImage } from '../image-reference';
import { containersOf, podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

/** An image that is missing, has blanks around it (refused), or is no reference (the pod stays in InvalidImageName). */
export const invalidImage: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    for (const { container, path } of containersOf(template)) {
      const image = container['image'];
      if (image === undefined || image === null || image === '') {
        yield { code: 'K8S050', path, message: 'the container has no image', help: 'set image' };
      } else if (stringAt(image) !== undefined && parseImage(String(image)) === undefined) {
        const lower = String(image).trim().toLowerCase();
        const help = parseImage(lower) === undefined ? 'write registry/repository:tag' : `write "${lower}"`;
        yield { code: 'K8S050', path: [...path, 'image'], message: `"${String(image)}" is not an image reference`, help };
      }
    }
  }
};
