import { valueAt } from '@gitops/manifest';
import { movingContainers, type FluxRule } from './rule';

export const helmRegistryRewritten: FluxRule = function* (object) {
  for (const { name, fields, reference, indexPath } of movingContainers(object)) {
    if (fields.registry === undefined || !reference) continue;
    const registry = valueAt(object.manifest, fields.registry);
    if (registry === reference.domain) continue;
    yield {
      code: 'FLX027',
      path: indexPath,
      message: `Flux would rewrite the registry of image "${name}" from "${String(registry)}" to "${reference.domain}" when it first changes the tag`,
      notes: ['Flux joins registry and repository, splits them again behind the host, and writes both'],
      help:
        reference.domain === ''
          ? 'give the registry by its full host name, with a dot, or leave the field out'
          : `write "${reference.domain}", and begin the repository with the rest`,
    };
  }
};
