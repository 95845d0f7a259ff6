import type { Comparison, SemverRange } from './semver-range';
import { compareVersions, type Version } from './version';

/** Whether a version lies in a range, by the rules of Masterminds/semver 3.1.1 (constraints.go), oddities included. */
export function rangeAdmits(range: SemverRange, version: Version): boolean {
  return range.some((comparisons) => comparisons.every((comparison) => holds(comparison, version)));
}

function holds(comparison: Comparison, version: Version): boolean {
  const { operator, granularity } = comparison;
  const unequalExactly = operator === '!=' && granularity === 'patch';
  // A pre-release is let in only by a comparison that names one itself.
  if (!unequalExactly && version.prerelease !== '' && comparison.version.prerelease === '') return false;
  switch (operator) {
    case '!=':
      return differs(comparison, version);
    case '>':
      return isAbove(comparison, version);
    case '<':
      return compareVersions(version, comparison.version) < 0;
    case '>=':
    case '=>':
      return compareVersions(version, comparison.version) >= 0;
    case '<=':
    case '=<':
      return isAtMost(comparison, version);
    case '~':
    case '~>':
      return isNear(comparison, version);
    case '^':
      return isCompatible(comparison, version);
    default:
      return granularity === 'patch' ? compareVersions(version, comparison.version) === 0 : isNear(comparison, version);
  }
}

function differs({ version: bound, granularity }: Comparison, version: Version): boolean {
  switch (granularity) {
    case 'none':
      // `!=*` leaves out 0.0.0 only, where one would expect everything.
      return compareVersions(version, bound) !== 0;
    case 'major':
      return version.major !== bound.major;
    case 'minor':
      return version.major !== bound.major || version.minor !== bound.minor || version.prerelease !== bound.prerelease;
    case 'patch':
      return compareVersions(version, bound) !== 0;
  }
}

/** `>1` begins at 2.0.0, and `>1.2` at 1.3.0. */
function isAbove({ version: bound, granularity }: Comparison, version: Version): boolean {
  if (granularity === 'patch' || granularity === 'none') return compareVersions(version, bound) > 0;
  if (version.major !== bound.major) return version.major > bound.major;
  return granularity === 'minor' && version.minor > bound.minor;
}

/** `<=1` ends before 2.0.0, and `<=1.2` before 1.3.0. */
function isAtMost({ version: bound, granularity }: Comparison, version: Version): boolean {
  if (granularity === 'patch') return compareVersions(version, bound) <= 0;
  if (version.major !== bound.major) return version.major < bound.major;
  return granularity === 'major' || version.minor <= bound.minor;
}

/** `~1.2.3` lets the patch grow, `~1` the minor too; `~0.0.0` and `~*` have no upper end. */
function isNear({ version: bound, granularity }: Comparison, version: Version): boolean {
  if (compareVersions(version, bound) < 0) return false;
  const isZero = bound.major === 0n && bound.minor === 0n && bound.patch === 0n;
  if (isZero && (granularity === 'none' || granularity === 'patch')) return true;
  return version.major === bound.major && (granularity === 'major' || version.minor === bound.minor);
}

/** `^1.2.3` lets all behind its first number above 0 grow. `^0.0.3` looks at the patch alone, so it admits 0.5.3 as well. */
function isCompatible({ version: bound, granularity }: Comparison, version: Version): boolean {
  if (compareVersions(version, bound) < 0 || version.major !== bound.major) return false;
  if (bound.major > 0n || granularity === 'major') return true;
  if (bound.minor > 0n || granularity === 'minor') return version.minor === bound.minor;
  return version.patch === bound.patch;
}
