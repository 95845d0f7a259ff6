/** Which tags Flux may choose for a container. glob and regexp take the newest by creation time, semver the highest version. */
export interface TagFilter {
  readonly kind: 'glob' | 'semver' | 'regexp';
  /** Without the prefix. */
  readonly pattern: string;
}

/** Tags of a shape, `*` for any run of characters: `glob('master-*')`. */
export function glob(pattern: string): TagFilter {
  return { kind: 'glob', pattern };
}

/** Versions in a range of Masterminds/semver: `semver('~1.4')`, `semver('>=1.2 <3')`; `-0` lets pre-releases in: `semver('>=1.2-0')`. */
export function semver(range: string): TagFilter {
  return { kind: 'semver', pattern: range };
}

/** Tags that an RE2 expression finds, anywhere unless it is anchored: `regexp('^v[0-9]+$')`. */
export function regexp(pattern: string): TagFilter {
  return { kind: 'regexp', pattern };
}

/** The filter as an annotation carries it: `semver:~1.4`. */
export function formatFilter({ kind, pattern }: TagFilter): string {
  return `${kind}:${pattern}`;
}

/** Reads an annotation as fluxd does; a text without prefix is a glob (fluxcd/flux pkg/policy/pattern.go). */
export function parseFilter(text: string): TagFilter {
  const [, kind, pattern] = /^(glob|semver|regexp|regex):([^]*)$/.exec(text) ?? [];
  switch (kind) {
    case 'semver':
      return semver(pattern ?? '');
    case 'regexp':
    case 'regex':
      return regexp(pattern ?? '');
    default:
      return glob(pattern ?? text);
  }
}
