import type { ClusterFacts, Placement } from '@gitops/constructs';
import { formatLocation, type Diagnostic, type Origin, type SourceLocation } from '@gitops/diagnostics';
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
  const byDirectory = new Map<string, BuiltChart>();
  const byPath = new Map<string, Draft>();
  const diagnostics: Diagnostic[] = [];
  for (const chart of charts) {
    const other = byDirectory.get(chart.directory);
    if (other === undefined) byDirectory.set(chart.directory, chart);
    // The chart of an app that is placed twice is the same chart.
    else if (!sameFiles(chart, other)) diagnostics.push(chartClash(chart, other, reporter));
  }
  const distinct = [...byDirectory.values()];
  const drafts = [...objects.filter(({ published }) => published).map(objectFile), ...distinct.flatMap(chartFiles)];
  for (const draft of drafts) {
    // Git on a case-insensitive file system takes paths that differ in case alone for one.
    const key = draft.path.toLowerCase();
    const other = byPath.get(key);
    if (other === undefined) byPath.set(key, draft);
    // An object that is made twice is a finding of validation.
    else if (other.what !== draft.what || isChartFile(draft)) diagnostics.push(clash(draft, other, reporter));
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

function sameFiles(left: BuiltChart, right: BuiltChart): boolean {
  const texts = new Map(right.files.map(({ path, text }) => [path, text]));
  return left.files.length === right.files.length && left.files.every(({ path, text }) => texts.get(path) === text);
}

/** Merged file by file, two charts would be one that nobody wrote. */
function chartClash(chart: BuiltChart, other: BuiltChart, reporter: Reporter): Diagnostic {
  const texts = new Map(other.files.map(({ path, text }) => [path, text]));
  const paths = new Set([...chart.files, ...other.files].map(({ path }) => path));
  const differing = [...paths].filter((path) => chart.files.find((file) => file.path === path)?.text !== texts.get(path));
  return diagnose('LAY001', {
    source: placeOf(chart, other, reporter),
    message: `two Helm charts are both ${chart.directory}, and differ in ${differing.join(', ')}`,
    notes: otherPlace(chart, other, reporter),
    help: 'rename one of the two; what differs between two placements of one chart goes into the values of the HelmRelease, not into the defaults or templates of the chart',
  });
}

function clash(draft: Draft, other: Draft, reporter: Reporter): Diagnostic {
  return diagnose('LAY001', {
    source: placeOf(draft, other, reporter),
    message: `${draft.what} and ${other.what} are both ${draft.path}`,
    notes: otherPlace(draft, other, reporter),
    help: "rename one of the two, or set one placement's folder: { folder: 'second', ... }",
  });
}

type Placed = Pick<Draft, 'origin' | 'placement'>;

/** Within one placement the construct is to blame; where one app is placed twice, both constructs are one line. */
function placeOf(of: Placed, other: Placed, reporter: Reporter): SourceLocation | undefined {
  return (of.placement === other.placement ? reporter.locate(of.origin) : undefined) ?? reporter.locate(of.placement.origin);
}

function otherPlace(of: Placed, other: Placed, reporter: Reporter): readonly string[] {
  const place = placeOf(other, of, reporter);
  return place === undefined ? [] : [`the other one is made at ${formatLocation(place)}`];
}

function isChartFile({ path }: Draft): boolean {
  return path.startsWith('charts/');
}

function byCodeUnit(a: FileSpec, b: FileSpec): number {
  return a.path < b.path ? -1 : 1;
}
