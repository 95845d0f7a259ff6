import type { ClusterFacts, Placement } from '@gitops/constructs';
import type { Diagnostic, Origin, SourceLocation } from '@gitops/diagnostics';
import { describe, pathOf, toYaml, type FileSpec, type Manifest, type TrailingComment } from '@gitops/manifest';
import { fluxOwnedContainers } from '@gitops/ownership';
import { diagnose } from '../diagnostic';
import type { Reporter } from '../origin/reporter';
import type { BuiltChart, BuiltObject } from './built-object';
import { readme } from './readme';
import type { SynthesizedFile } from './synthesized-file';

/** The comment at the end of a line that Flux owns, so that nobody takes the tag in dist for the one that runs. */
const ownedComment = 'Flux owns the tag';

/** The comments that an object's YAML carries. */
export function ownedComments(manifest: Manifest): readonly TrailingComment[] {
  return fluxOwnedContainers(manifest).map(({ path }) => ({ path, text: ownedComment }));
}

/** A file with what a diagnostic about it needs. */
interface Draft extends FileSpec {
  readonly what: string;
  readonly manifest?: Manifest;
  readonly origin: Origin | undefined;
  readonly placement: Placement;
}

/** Every file of a cluster's part of the config repository, sorted by path; two on one path are a diagnostic. */
export function layOut(
  facts: ClusterFacts,
  objects: readonly BuiltObject[],
  charts: readonly BuiltChart[],
  reporter: Reporter,
): { readonly files: readonly SynthesizedFile[]; readonly diagnostics: readonly Diagnostic[] } {
  const drafts = [...objects.filter(({ published }) => published).map(objectFile), ...charts.flatMap(chartFiles)];
  const byPath = new Map<string, Draft>();
  const diagnostics: Diagnostic[] = [];
  for (const draft of drafts) {
    // Git on a case-insensitive file system takes paths that differ in case alone for one.
    const key = draft.path.toLowerCase();
    const other = byPath.get(key);
    if (other === undefined) byPath.set(key, draft);
    // The chart of an app that is placed twice is the same chart; an object that is made twice is LAY002, of validation.
    else if (other.what !== draft.what || (isChartFile(draft) && other.text !== draft.text))
      diagnostics.push(clash(draft, other, reporter));
  }
  const files = [...byPath.values()].map(({ path, text, manifest, origin, placement }): SynthesizedFile => ({
    path,
    text,
    definition: placement.definition,
    ...(manifest && { manifest }),
    source: () => reporter.locate(origin),
  }));
  const about: SynthesizedFile = { path: 'README.md', text: readme(facts), definition: facts.name };
  return { files: [...files, about].sort(byCodeUnit), diagnostics };
}

function objectFile({ manifest, origin, placement }: BuiltObject): Draft {
  return {
    path: pathOf(manifest, placement.folder),
    text: toYaml(manifest, { comments: ownedComments(manifest) }),
    manifest,
    what: describe(manifest),
    origin,
    placement,
  };
}

function chartFiles({ directory, files, origin, placement }: BuiltChart): readonly Draft[] {
  return files.map(({ path, text }) => ({
    path: `${directory}/${path}`,
    text,
    what: `${path} of the Helm chart ${directory}`,
    origin,
    placement,
  }));
}

function clash(draft: Draft, other: Draft, reporter: Reporter): Diagnostic {
  // Within one placement the construct is to blame; where one app is placed twice, both constructs are one line.
  const place = (of: Draft): SourceLocation | undefined =>
    (draft.placement === other.placement ? reporter.locate(of.origin) : undefined) ?? reporter.locate(of.placement.origin);
  const first = place(other);
  const sameChart = draft.what === other.what && isChartFile(draft);
  return diagnose('LAY001', {
    source: place(draft),
    message: `${draft.what} and ${other.what} are both ${draft.path}`,
    notes: first === undefined ? [] : [`the other one is made at ${formatLocation(first)}`],
    help: sameChart
      ? 'two placements give one chart different contents: keep what differs in the values of the HelmRelease, not in the defaults of the chart'
      : "rename one of the two, or set one placement's folder: { folder: 'second', ... }",
  });
}

function isChartFile({ path }: Draft): boolean {
  return path.startsWith('charts/');
}

export function formatLocation({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

function byCodeUnit(a: FileSpec, b: FileSpec): number {
  return a.path < b.path ? -1 : 1;
}
