import { admits, filterProblem, formatFilter } from '@gitops/ownership';
import { filteredContainers, type FluxRule } from './rule';

export const filterNotDecidable: FluxRule = function* (object) {
  for (const [{ indexPath }, tag, { filter }] of filteredContainers(object)) {
    if (filterProblem(filter) !== undefined || admits(filter, tag) !== 'unknown') continue;
    yield {
      code: 'FLX011',
      path: indexPath,
      message: `cannot tell whether filter "${formatFilter(filter)}" admits the declared tag "${tag}"`,
      notes: ['Flux is built with Go 1.17, whose regular expressions have no "(?<name>...)" and fewer names for "\\p{...}"'],
      help: 'write groups without names, and character classes such as [a-z] in place of \\p{...}',
    };
  }
};
