import { movingContainers, type FluxRule } from './rule';

export const automatedDigest: FluxRule = function* (object) {
  for (const { image, reference, indexPath } of movingContainers(object)) {
    if (!reference?.digest) continue;
    yield {
      code: 'FLX006',
      path: indexPath,
      message: `automated image "${image}" is given by digest`,
      notes: ['where an image has a digest, Flux writes the digest back and no tag'],
      help: 'give a tag alone, or use pinned(...)',
    };
  }
};
