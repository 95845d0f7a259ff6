import { closest } from '@gitops/diagnostics';
import { annotationPath, type FluxRule } from './rule';

export const filterNamesNoContainer: FluxRule = function* ({ manifest, containers, policies }) {
  const names = containers.map(({ name }) => name);
  for (const [name, { key }] of policies.filters) {
    if (names.includes(name)) continue;
    const near = closest(name, names);
    yield {
      code: 'FLX012',
      path: annotationPath(key),
      message: `the filter "${key}" names no container of this ${manifest.kind}`,
      help:
        names.length === 0
          ? 'remove it: Flux sees no container here'
          : `${near === undefined ? '' : `did you mean "${near}"? `}${list(names)}`,
    };
  }
};

function list(names: readonly string[]): string {
  return `Flux sees ${names.map((name) => `"${name}"`).join(', ')} here`;
}
