import { filterProblem, formatFilter } from '@gitops/ownership';
import { annotationPath, type FluxRule } from './rule';

export const filterDoesNotParse: FluxRule = function* ({ containers, policies }) {
  const byName = new Map(containers.map((container) => [container.name, container]));
  for (const [name, { filter, key }] of policies.filters) {
    const problem = filterProblem(filter);
    if (problem === undefined) continue;
    const isRange = filter.kind === 'semver';
    yield {
      code: 'FLX010',
      // The image's field leads to the TypeScript line of automated(...), where the filter is written.
      path: byName.get(name)?.indexPath ?? annotationPath(key),
      message: `filter "${formatFilter(filter)}" does not parse: ${problem}`,
      notes: [`Flux does not complain: it takes such a filter to admit every ${isRange ? 'version' : 'tag'}`],
      help: isRange
        ? 'write a range such as "~1.4", ">=1.2 <3" or "1.x"'
        : 'write an expression of RE2: it has no lookaround and no back references',
    };
  }
};
