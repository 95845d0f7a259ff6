import { formatPath, isJsonObject, objectAt, valueAt, type Manifest } from '@gitops/manifest';
import { aliasedField, helmAliases, valuesPath } from '@gitops/ownership';
import type { FluxRule } from './rule';

export const helmTagTorn: FluxRule = function* ({ manifest, updatable }) {
  if (!updatable || manifest.kind !== 'HelmRelease') return;
  const paths = new Map([...tagPaths(manifest)].map((path) => [formatPath(path), path]));
  for (const path of paths.values()) {
    const tag = valueAt(manifest, path);
    // A digest behind the tag is another mistake, with a rule of its own.
    const found = typeof tag === 'string' ? /[/:]/.exec(tag.replace(/@.*$/s, '')) : null;
    if (found === null) continue;
    yield {
      code: 'FLX029',
      path,
      message: `the tag "${String(tag)}" contains "${found[0]}"`,
      notes: ['Flux joins image and tag, and takes them apart again elsewhere: it would rewrite the image, or not see it at all'],
      help: 'write the tag alone, and all that is before its ":" into the image',
    };
  }
};

/** Where fluxd looks for a tag beside an image: at the top of the values, one level down, and where an alias points. */
function* tagPaths(manifest: Manifest): Iterable<readonly string[]> {
  const aliases = helmAliases(manifest).filter(({ parts: { repository } }) => repository !== undefined && repository.path !== '');
  for (const { parts } of aliases) if (parts.tag !== undefined && parts.tag.path !== '') yield aliasedField(parts.tag.path);
  const values = objectAt(valueAt(manifest, valuesPath));
  const aliased = new Set(aliases.map(({ name }) => name));
  for (const path of [[], ...Object.keys(values).map((key) => [key])]) {
    const [name = 'chart-image'] = path;
    const parent = valueAt(values, path);
    // An alias wins over what is found under its name.
    if (aliased.has(name) || !isJsonObject(parent)) continue;
    const { image } = parent;
    if (typeof image === 'string') yield [...valuesPath, ...path, 'tag'];
    else if (isJsonObject(image) && typeof image['repository'] === 'string') yield [...valuesPath, ...path, 'image', 'tag'];
  }
}
