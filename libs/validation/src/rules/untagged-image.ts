import { stringAt } from '@gitops/manifest';
import { parseImage } from '../image-reference';
import { containersOf, podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

/** Every container of every workload, automated or not. A digest says what runs as well as a tag does. */
export const untaggedImage: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    for (const { container, path } of containersOf(template)) {
      const image = stringAt(container['image']);
      const parsed = image === undefined ? undefined : parseImage(image);
      if (parsed === undefined || parsed.digest !== undefined) continue;
      const help = `write a tag that never moves, such as ${parsed.repository}:4f1c2d7 or ${parsed.repository}:1.2.3`;
      if (parsed.tag === undefined)
        yield { code: 'K8S051', path: [...path, 'image'], message: `image "${image}" has no tag`, help };
      if (parsed.tag === 'latest')
        yield { code: 'K8S051', path: [...path, 'image'], message: `image "${image}" is tagged latest`, help };
    }
  }
};
