import { formatPath, valueAt, type FieldPath, type Manifest } from '@gitops/manifest';
import type { Issue } from '@gitops/validation';
import { aliasedField, type HelmAlias, helmAliases, resolveAlias } from '@gitops/ownership';
import { annotationPath, typeAt, type FluxRule } from './rule';

export const helmAliasLeadsNowhere: FluxRule = function* ({ manifest }) {
  if (manifest.kind !== 'HelmRelease') return;
  for (const alias of helmAliases(manifest)) {
    const problems = [...problemsOf(manifest, alias)];
    for (const problem of problems) yield { code: 'FLX021', ...problem };
    if (problems.length > 0 || resolveAlias(manifest, alias)) continue;
    yield {
      code: 'FLX021',
      path: annotationPath(alias.parts.repository?.key ?? ''),
      message: `what alias "${alias.name}" points to is no image that Flux can read`,
      help: 'let its paths lead to registry, repository and tag, each without what the others hold',
    };
  }
};

function* problemsOf(manifest: Manifest, { name, parts }: HelmAlias): Iterable<Pick<Issue, 'path' | 'message' | 'help'>> {
  const given = Object.values(parts).filter(({ path }) => path !== '');
  if (!parts.repository?.path) {
    yield {
      path: annotationPath((Object.values(parts)[0] ?? { key: '' }).key),
      message: `alias "${name}" has no "repository.fluxcd.io/${name}", so Flux passes over it`,
      help: `add "repository.fluxcd.io/${name}" with the path of the repository below spec.values`,
    };
  }
  for (const { key, path } of given) {
    const field = aliasedField(path);
    if (typeof valueAt(manifest, field) === 'string') continue;
    yield {
      path: annotationPath(key),
      message: `"${key}" points to ${typeAt(manifest, field)} at "${formatPath(field)}"`,
      help: `let it lead to a string, as a path below spec.values with dots between the keys${hint(manifest, field)}`,
    };
  }
}

/** The keys where the path goes astray. */
function hint(manifest: Manifest, field: FieldPath): string {
  const last = field.findIndex((_, index) => valueAt(manifest, field.slice(0, index + 1)) === undefined);
  const parent = valueAt(manifest, field.slice(0, last));
  if (last < 0 || typeof parent !== 'object' || parent === null || Array.isArray(parent)) return '';
  return `; "${formatPath(field.slice(0, last))}" has ${
    Object.keys(parent)
      .slice(0, 10)
      .map((key) => `"${key}"`)
      .join(', ') || 'no keys'
  }`;
}
