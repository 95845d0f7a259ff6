/** An image as fluxd takes it apart. */
export interface ImageReference {
  /** Registry host, '' where fluxd sees none. */
  readonly domain: string;
  /** Repository path below the registry. */
  readonly path: string;
  /** '' for none. */
  readonly tag: string;
  /** Hex digits of a sha256 digest, '' for none. */
  readonly digest: string;
}

/**
 * Takes an image apart as fluxd does, which is not quite as docker does, or returns undefined where fluxd gives up
 * (fluxcd/flux pkg/image/image.go, ParseRef). Of two parts, the first is a registry only if it has a dot between letters
 * or digits, or the word localhost: in `registry:5000/app`, fluxd takes `5000/app` for the tag.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text === '' || text.startsWith('/') || text.endsWith('/')) return undefined;
  const [first = '', ...rest] = text.split('/');
  const hasDomain = rest.length > 1 || (rest.length === 1 && /localhost|[A-Za-z0-9]\.[A-Za-z0-9]/.test(first));
  const withoutDomain = hasDomain ? rest.join('/') : text;
  const [tagged, digest] = splitOnce(withoutDomain, '@sha256:');
  const [path = '', tag, ...more] = tagged.split(':');
  if (more.length > 0 || [path, tag, digest].includes('')) return undefined;
  return { domain: hasDomain ? first : '', path, tag: tag ?? '', digest: digest ?? '' };
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}
