import type { Manifest } from '@gitops/manifest';
import { annotationTexts } from './flux-annotations';

/** Of a HelmRelease's values in its manifest. */
export const valuesPath = ['spec', 'values'] as const;

/** Where the fields of one image lie in a HelmRelease's values, as dotted paths; '' counts as not given. */
export interface HelmAlias {
  /** The container's name. */
  readonly name: string;
  /** By part, where the annotation is there: its key, and the path that it gives. */
  readonly parts: Partial<Readonly<Record<AliasPart, AliasPath>>>;
}

export type AliasPart = 'registry' | 'repository' | 'tag';
export interface AliasPath {
  readonly key: string;
  readonly path: string;
}

/** `repository.fluxcd.io/<alias>` and its fellows: annotations by which a HelmRelease names images that Flux would not find. */
export function helmAliases(manifest: Manifest): readonly HelmAlias[] {
  const aliases = new Map<string, Partial<Record<AliasPart, AliasPath>>>();
  for (const [key, path] of annotationTexts(manifest)) {
    const [, part, name] = /^(registry|repository|tag)\.fluxcd\.io\/([^]*)$/.exec(key) ?? [];
    if (part === undefined || name === undefined) continue;
    const parts = aliases.get(name) ?? {};
    parts[part as AliasPart] = { key, path };
    aliases.set(name, parts);
  }
  return [...aliases].map(([name, parts]) => ({ name, parts }));
}

/** The field that a dotted path of an alias means. Keys that contain a dot and items of lists cannot be reached. */
export function aliasedField(path: string): readonly string[] {
  return [...valuesPath, ...path.split('.')];
}
