import { RE2JS } from 're2js';
import { parseVersion, type Version } from './version';

/** One comparison of a range: `>=1.2.x` has operator `>=`, version 1.2.0 and the granularity `minor`. */
export interface Comparison {
  readonly operator: string;
  readonly version: Version;
  /** The last number that was written; `none` for `*`. Wildcards count as not written. */
  readonly granularity: 'none' | 'major' | 'minor' | 'patch';
}

/** Alternatives (`||`), each a list of comparisons that must all hold. */
export type SemverRange = readonly (readonly Comparison[])[];

// The grammar of Masterminds/semver 3.1.1 (constraints.go). It lets comparisons follow each other without a separator,
// which makes it ambiguous: JavaScript's own engine would need exponential time to refuse a text. Go's \s is ASCII.
const number = '[0-9xX*|]+';
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const version = `v?(${number})(\\.${number})?(\\.${number})?(-${identifiers})?(?:\\+${identifiers})?`;
const comparison = `(=|!=|>=?|=>|<=?|=<|~>?|\\^)?\\s*(${version})`;

const hyphenRange = RE2JS.compile(`\\s*(${version})\\s+-\\s+(${version})\\s*`);
const wholeAlternative = RE2JS.compile(`^(?:\\s*${comparison}\\s*,?)+$`);
const oneComparison = RE2JS.compile(comparison);

/** Reads a range as fluxd does, or returns undefined for what it cannot parse. Linear in the length of the text. */
export function parseSemverRange(text: string): SemverRange | undefined {
  const alternatives = rewriteHyphens(text).split('||').map(parseAlternative);
  return alternatives.every((alternative) => alternative !== undefined) ? alternatives : undefined;
}

/** `1.2 - 3` means `>= 1.2, <= 3`. The blank behind it is swallowed, so `1 - 2 3` ends in 23: a fault of the original. */
function rewriteHyphens(text: string): string {
  let result = '';
  let end = 0;
  for (const matcher = hyphenRange.matcher(text); matcher.find(); end = matcher.end()) {
    // Each version has one group for itself and four inside.
    result += `${text.slice(end, matcher.start())}>= ${matcher.group(1)}, <= ${matcher.group(6)}`;
  }
  return result + text.slice(end);
}

function parseAlternative(text: string): readonly Comparison[] | undefined {
  if (!wholeAlternative.test(text)) return undefined;
  const comparisons: (Comparison | undefined)[] = [];
  for (const matcher = oneComparison.matcher(text); matcher.find();) {
    const [operator, , ...parts] = [1, 2, 3, 4, 5, 6].map((group) => matcher.group(group) ?? '');
    comparisons.push(makeComparison(operator ?? '', matcher.group(2) ?? '', parts));
  }
  return comparisons.every((item) => item !== undefined) ? comparisons : undefined;
}

function makeComparison(operator: string, text: string, parts: readonly string[]): Comparison | undefined {
  const [major = '', minor = '', patch = '', prerelease = ''] = parts;
  const granularity = isOpen(major) ? 'none' : isOpen(minor) ? 'major' : isOpen(patch) ? 'minor' : 'patch';
  const completed = {
    none: '0.0.0',
    major: `${major}.0.0${prerelease}`,
    minor: `${major}${minor}.0${prerelease}`,
    patch: text,
  }[granularity];
  const parsed = parseVersion(completed);
  return parsed && { operator, version: parsed, granularity };
}

function isOpen(part: string): boolean {
  return /^\.?[xX*]?$/.test(part);
}
