/**
 * Whether a glob of fluxd matches a whole tag. `*` is its only special character, and there is no way to escape it
 * (ryanuber/go-glob 1.0.0). Takes each fixed part at its first place, so it never goes back.
 */
export function globMatches(pattern: string, tag: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return tag === pattern;
  if (!tag.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = tag.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return tag.slice(from).endsWith(last);
}
