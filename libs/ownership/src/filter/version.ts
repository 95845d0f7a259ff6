/** A version as Masterminds/semver 3.1.1 reads a tag. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** What follows `-`, '' for a release. Build metadata plays no part in any comparison. */
  readonly prerelease: string;
}

const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const shape = new RegExp(`^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-(${identifiers}))?(?:\\+${identifiers})?$`);

/**
 * A tag as a version, or undefined. Looser than semver.org: `v1`, `1.2` and `01.2` are versions, missing numbers are 0.
 * Only pre-release numbers must not begin with 0, so `1.0.0-01` is none.
 */
export function parseVersion(text: string): Version | undefined {
  const [match, ...parts] = shape.exec(text) ?? [];
  if (match === undefined) return undefined;
  const [major, minor, patch] = parts.slice(0, 3).map((digits) => parseUint64(digits ?? '0'));
  const prerelease = parts[3] ?? '';
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return /(^|\.)0[0-9]+(\.|$)/.test(prerelease) ? undefined : { major, minor, patch, prerelease };
}

/** Below 0 if `a` is the lower one. A pre-release is lower than its release. */
export function compareVersions(a: Version, b: Version): number {
  for (const number of ['major', 'minor', 'patch'] as const) {
    if (a[number] !== b[number]) return a[number] < b[number] ? -1 : 1;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '' || b.prerelease === '') return a.prerelease === '' ? 1 : -1;
  const left = a.prerelease.split('.');
  const right = b.prerelease.split('.');
  const index = left.findIndex((identifier, at) => identifier !== right[at]);
  return index < 0 ? -1 : compareIdentifiers(left[index] ?? '', right[index] ?? '');
}

/** Two identifiers that differ; '' stands for none, which is lower than any. Numbers are lower than words. */
function compareIdentifiers(a: string, b: string): number {
  const [left, right] = [parseUint64(a), parseUint64(b)];
  if (a === '' || b === '') return a === '' ? -1 : 1;
  if (left === undefined && right === undefined) return a < b ? -1 : 1;
  if (left === undefined || right === undefined) return left === undefined ? 1 : -1;
  return left < right ? -1 : 1;
}

const maxUint64 = 2n ** 64n - 1n;

/** Go's unsigned 64 bit integer: undefined for what has other characters or is too big. */
function parseUint64(text: string): bigint | undefined {
  if (!/^[0-9]+$/.test(text)) return undefined;
  const digits = text.replace(/^0+(?=[0-9])/, '');
  if (digits.length > 20) return undefined;
  const value = BigInt(digits);
  return value > maxUint64 ? undefined : value;
}
