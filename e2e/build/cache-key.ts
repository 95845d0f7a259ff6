import { createHash } from 'node:crypto';

/**
 * The name of a build in the cache: another input is another name, so nothing is ever rebuilt in place.
 * Each part is written with its length, so that no two sets of parts run together into the same text.
 * @returns 16 hexadecimal digits
 */
export function cacheKey(parts: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(parts).sort()) {
    for (const text of [name, parts[name] ?? '']) hash.update(`${String(Buffer.byteLength(text))}:`).update(text);
  }
  return hash.digest('hex').slice(0, 16);
}
