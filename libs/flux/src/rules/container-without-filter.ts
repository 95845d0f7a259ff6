import { type FluxRule } from './rule';

export const containerWithoutFilter: FluxRule = function* ({ manifest, containers, policies, updatable }) {
  if (!updatable || containers.length < 2) return;
  for (const { name, indexPath } of containers) {
    if (policies.filters.has(name)) continue;
    yield {
      code: 'FLX015',
      path: indexPath,
      message: `container "${name}" of an automated ${manifest.kind} has no filter of its own`,
      notes: ['Flux automates objects, not images: a container without a filter, init containers included, follows "glob:*"'],
      help: `give it an image by automated(...) or pinned(...), or annotate the ${manifest.kind} with "fluxcd.io/tag.${name}"`,
    };
  }
};
