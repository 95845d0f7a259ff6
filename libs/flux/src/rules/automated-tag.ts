import type { FluxContainer } from '@gitops/ownership';
import { movingContainers, type FluxRule } from './rule';

export const automatedTag: FluxRule = function* (object) {
  for (const container of movingContainers(object)) {
    const problem = problemOf(container);
    if (problem) yield { code: 'FLX018', path: container.indexPath, ...problem };
  }
};

interface Problem {
  readonly message: string;
  readonly notes?: readonly string[];
  readonly help: string;
}

function problemOf({ image, reference }: FluxContainer): Problem | undefined {
  if (reference === undefined || reference.tag.includes('/')) {
    return {
      message: `"${image}" is no image that Flux can read`,
      notes: ['Flux takes the part before the first "/" for a registry only if it has a dot, or if two more parts follow'],
      help: 'write "registry.example/path/name:tag"; a registry with a port needs a dot in its name',
    };
  }
  if (reference.digest !== '') return undefined;
  if (reference.tag === '') {
    return {
      message: `automated image "${image}" has no tag`,
      help: "declare the first one: automated(image, { initial: '1.0.0' })",
    };
  }
  if (reference.tag.toLowerCase() === 'latest') {
    return {
      message: `automated image "${image}" has the tag "${reference.tag}"`,
      notes: ['Flux leaves the tag "latest" out of every choice, and cannot tell what it stands for'],
      help: 'declare a tag that is never moved, such as a version or a commit',
    };
  }
  return undefined;
}
