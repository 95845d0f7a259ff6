import { filterProblem, formatFilter } from '../filter';
import { annotationPath, issuePath, type FluxRule } from './rule';

export const filterDoesNotParse: FluxRule = function* ({ manifest, containers, policies }) {
  for (const [name, { filter, key }] of policies.filters) {
    const problem = filterProblem(filter);
    if (problem === undefined) continue;
    const container = containers.find((candidate) => candidate.name === name);
    const isRange = filter.kind === 'semver';
    yield {
      code: 'FLX010',
      // The image's field leads to the TypeScript line of automated(...), where the filter is written.
      path: container ? issuePath(manifest, container.path) : annotationPath(key),
      message: `filter "${formatFilter(filter)}" does not parse: ${problem}`,
      notes: [`Flux does not complain: it takes such a filter to admit every ${isRange ? 'version' : 'tag'}`],
      help: isRange
        ? 'write a range such as "~1.4", ">=1.2 <3" or "1.x"'
        : 'write an expression of RE2: it has no lookaround and no back references',
    };
  }
};
