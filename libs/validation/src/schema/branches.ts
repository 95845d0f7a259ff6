import type { IndexPath, Issue } from '../finding';

/**
 * The issues of the alternative that was most likely meant: the one whose first issue lies deepest, because a value
 * that got further into an alternative fits it better; among equals the one with the fewest issues. None if one fits.
 */
export function bestBranch(branches: readonly (readonly Issue[])[], path: IndexPath): readonly Issue[] {
  if (branches.length === 0 || branches.some((issues) => issues.length === 0)) return [];
  const typeMismatches = branches.filter((issues) => isTypeMismatchAt(issues, path));
  const candidates =
    typeMismatches.length === branches.length ? branches : branches.filter((issues) => !isTypeMismatchAt(issues, path));
  if (typeMismatches.length === branches.length && branches.length > 1)
    return [
      mergedMismatch(
        branches.map(([first]) => first),
        path,
      ),
    ];
  const [best = []] = [...candidates].sort((left, right) => reach(right) - reach(left) || left.length - right.length);
  return best;
}

function isTypeMismatchAt(issues: readonly Issue[], path: IndexPath): boolean {
  return issues.length === 1 && issues[0]?.code === 'SCH002' && issues[0].path.length === path.length;
}

function reach(issues: readonly Issue[]): number {
  return Math.min(...issues.map((issue) => issue.path.length));
}

/** `expected a string or a list, got ...` of two messages that each expect one. */
function mergedMismatch(issues: readonly (Issue | undefined)[], path: IndexPath): Issue {
  const parts = issues.map((issue) => /^expected (.*), got (.*)$/s.exec(issue?.message ?? ''));
  const expected = [...new Set(parts.map((match) => match?.[1] ?? ''))].join(' or ');
  return { code: 'SCH002', path: [...path], message: `expected ${expected}, got ${parts[0]?.[2] ?? ''}` };
}
