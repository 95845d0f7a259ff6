import { rangeAdmits } from './semver-match';
import { parseSemverRange } from './semver-range';
import type { Version } from './version';

/** A release that lies in a semver range, for a message to propose; undefined where none is near the versions it names. */
export function exampleVersion(pattern: string): string | undefined {
  const range = parseSemverRange(pattern) ?? [];
  const named = range.flat().map(({ version }) => ({ ...version, prerelease: '' }));
  const found = named.flatMap(neighbours).find((version) => rangeAdmits(range, version));
  return found && `${found.major}.${found.minor}.${found.patch}`;
}

function neighbours(version: Version): readonly Version[] {
  const { major, minor, patch } = version;
  return [
    version,
    { ...version, patch: patch + 1n },
    { ...version, minor: minor + 1n, patch: 0n },
    { ...version, major: major + 1n, minor: 0n, patch: 0n },
    { ...version, major: 0n, minor: 0n, patch: 0n },
  ];
}
