import { globMatches } from './glob-match';
import { compileRe2 } from './re2';
import { rangeAdmits } from './semver-match';
import { parseSemverRange } from './semver-range';
import type { TagFilter } from './tag-filter';
import { parseVersion } from './version';

/** Why fluxd cannot parse a filter, or undefined. It says nothing itself: such a filter admits every tag, or every version. */
export function filterProblem({ kind, pattern }: TagFilter): string | undefined {
  switch (kind) {
    case 'glob':
      return undefined;
    case 'semver':
      return parseSemverRange(pattern) === undefined ? 'it is no range of Masterminds/semver' : undefined;
    case 'regexp': {
      const compiled = compileRe2(pattern);
      return compiled !== 'unknown' && 'problem' in compiled ? compiled.problem : undefined;
    }
  }
}

/**
 * Whether Flux could choose a tag under a filter (fluxcd/flux pkg/policy/pattern.go, pkg/update/images.go). A filter that
 * does not parse admits what it admits in fluxd.
 * @returns 'unknown' where fluxd's regular expressions may differ from ours; only `false` is a sure no
 */
export function admits(filter: TagFilter, tag: string): boolean | 'unknown' {
  const { kind, pattern } = filter;
  // fluxd leaves `latest` out of every choice but one that asks for nothing else.
  if (tag.toLowerCase() === 'latest' && !(kind === 'glob' && pattern === 'latest')) return false;
  switch (kind) {
    case 'glob':
      return globMatches(pattern, tag);
    case 'semver': {
      const version = parseVersion(tag);
      const range = parseSemverRange(pattern);
      return version !== undefined && (range === undefined || rangeAdmits(range, version));
    }
    case 'regexp': {
      const compiled = compileRe2(pattern);
      if (compiled === 'unknown') return 'unknown';
      return 'problem' in compiled || compiled.expression.test(tag);
    }
  }
}
