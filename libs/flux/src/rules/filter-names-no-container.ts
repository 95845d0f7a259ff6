import { closest } from '@gitops/diagnostics';
import { annotationPath, type FluxRule } from './rule';

export const filterNamesNoContainer: FluxRule = function* ({ manifest, containers, policies }) {
  const names = new Set(containers.map(({ name }) => name));
  for (const [name, { key }] of policies.filters) {
    if (names.has(name)) continue;
    const near = closest(name, names);
    yield {
      code: 'FLX012',
      path: annotationPath(key),
      message: `the filter "${key}" names no container of this ${manifest.kind}`,
      help:
        names.size === 0
          ? 'remove it: Flux sees no container here'
          : `${near === undefined ? '' : `did you mean "${near}"? `}${list(names)}`,
    };
  }
};

function list(names: Iterable<string>): string {
  return `Flux sees ${[...names].map((name) => `"${name}"`).join(', ')} here`;
}
