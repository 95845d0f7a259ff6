import { admits, exampleVersion, filterProblem, formatFilter, parseVersion, type TagFilter } from '@gitops/ownership';
import { filteredContainers, type FluxRule } from './rule';

export const filterExcludesDeclaredTag: FluxRule = function* (object) {
  for (const [{ indexPath }, tag, { filter }] of filteredContainers(object)) {
    if (filterProblem(filter) !== undefined || admits(filter, tag) !== false) continue;
    yield {
      code: 'FLX004',
      path: indexPath,
      message: `filter "${formatFilter(filter)}" can never admit the declared tag "${tag}"`,
      ...explain(filter, tag),
    };
  }
};

function explain(filter: TagFilter, tag: string): { readonly notes: readonly string[]; readonly help: string } {
  switch (filter.kind) {
    case 'semver':
      return explainSemver(filter.pattern, tag);
    case 'glob':
      return {
        notes: ['a glob stands for the whole tag, and "*" is its only special character'],
        help: 'declare a tag that the glob stands for, or change the glob',
      };
    case 'regexp':
      return {
        notes: ['Flux looks for the expression anywhere in the tag, in the syntax of RE2'],
        help: 'declare a tag in which the expression is found, or change the expression',
      };
  }
}

function explainSemver(range: string, tag: string): { readonly notes: readonly string[]; readonly help: string } {
  const example = exampleVersion(range);
  const declare = example === undefined ? 'declare a version that lies in the range' : `declare a version such as "${example}"`;
  const version = parseVersion(tag);
  if (version === undefined) {
    return {
      notes: ['Flux treats a tag that is no version as outside every semver range, so it would never choose one like this'],
      help: `use glob('*') for commit tags, or ${declare}`,
    };
  }
  if (version.prerelease !== '') {
    return {
      notes: ['a pre-release lies in a range only if the range names a pre-release itself'],
      help: `end the range's lower bound in "-0", as in semver('>=1.0-0'), or ${declare}`,
    };
  }
  return { notes: ['Flux would leave this version for the highest one in the range'], help: `widen the range, or ${declare}` };
}
