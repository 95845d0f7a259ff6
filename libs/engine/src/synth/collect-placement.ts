import { manifestOf, type BuiltPlacement, type Placement } from '@gitops/constructs';
import type { Diagnostic, SourceLocation } from '@gitops/diagnostics';
import { HelmRelease } from '@gitops/flux';
import { HelmChart } from '@gitops/helm';
import { describe, formatPath, isJsonObject, isManifest, objectAt, type Manifest } from '@gitops/manifest';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { diagnose } from '../diagnostic';
import { originOf } from '../origin/construct-origins';
import type { Reporter } from '../origin/reporter';
import type { BuiltChart, BuiltObject } from './built-object';
import { notJson } from './not-json';

export interface CollectedPlacement {
  readonly objects: readonly BuiltObject[];
  readonly charts: readonly BuiltChart[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Takes the objects and Helm charts out of a placement's construct tree. Not through `Chart.toJson()`, which
 * validates and resolves the whole root again for every chart in it.
 */
export function collectPlacement(placement: Placement, { root, images }: BuiltPlacement, reporter: Reporter): CollectedPlacement {
  const diagnostics: Diagnostic[] = [];
  const objects: BuiltObject[] = [];
  const charts: BuiltChart[] = [];

  /** One construct that cannot be rendered hides no other. */
  function attempt(construct: IConstruct, work: () => void): void {
    try {
      work();
    } catch (thrown) {
      diagnostics.push(...reporter.thrown(thrown, reporter.locate(originOf(construct)) ?? reporter.locate(placement.origin)));
    }
  }

  function add(construct: IConstruct, manifest: unknown, published: boolean): void {
    const origin = originOf(construct) ?? placement.origin;
    if (!isManifest(manifest)) {
      diagnostics.push(noManifest(manifest, reporter.locate(origin) ?? reporter.locate(placement.origin)));
      return;
    }
    const refused = [...notJson(manifest)].map(({ path, what }) =>
      diagnose('SCH002', {
        source: reporter.locate(origin, path) ?? reporter.locate(placement.origin),
        message: `expected a value that JSON has, got ${what}`,
        notes: [`in ${describe(manifest)}, at ${formatPath(path)}`],
      }),
    );
    diagnostics.push(...refused);
    const chartNamespace = ApiObject.isApiObject(construct) ? construct.chart.namespace : undefined;
    if (refused.length === 0) objects.push({ manifest, origin, placement, chartNamespace, images, published });
  }

  const constructs = root.node.findAll();
  const released = new Set<unknown>(constructs.map((one) => HelmRelease.isHelmRelease(one) && one.publishedChart));
  const unsound = new Set<unknown>();
  // First, because a chart whose templates are refused has nothing to release.
  for (const chart of constructs.filter((one) => HelmChart.isHelmChart(one))) {
    unsound.add(chart);
    attempt(chart, () => {
      charts.push({ directory: chart.directory, files: chart.files(), origin: originOf(chart), placement });
      unsound.delete(chart);
      // A release elsewhere may install it as it is.
      const templates = chart.render(undefined, placement.namespace ?? 'default');
      for (const { construct, manifest } of templates) {
        diagnostics.push(...automatedInTemplate(manifest, reporter.locate(originOf(construct) ?? originOf(chart))));
        if (!released.has(chart)) add(construct, manifest, false);
      }
    });
  }

  for (const construct of constructs) {
    for (const message of construct.node.validate()) {
      diagnostics.push(diagnose('SRC005', { source: reporter.locate(originOf(construct) ?? placement.origin), message }));
    }
    if (ApiObject.isApiObject(construct))
      attempt(construct, () => {
        add(construct, manifestOf(construct), true);
      });
    if (HelmRelease.isHelmRelease(construct))
      attempt(construct, () => {
        addReleased(construct);
      });
  }

  function addReleased(release: HelmRelease): void {
    const chart: unknown = release.publishedChart;
    if (!HelmChart.isHelmChart(chart) || unsound.has(chart)) return;
    const values = objectAt((release.toJson() as Manifest)['spec'])['values'];
    for (const { construct, manifest } of chart.render(values, release.releaseNamespace ?? placement.namespace ?? '')) {
      add(construct, manifest, false);
    }
  }

  return { objects, charts, diagnostics };
}

function noManifest(made: unknown, source: SourceLocation | undefined): Diagnostic {
  const object = isJsonObject(made) ? made : {};
  const fields = {
    apiVersion: object['apiVersion'],
    kind: object['kind'],
    'metadata.name': objectAt(object['metadata'])['name'],
  };
  const missing = Object.entries(fields).flatMap(([field, value]) => (typeof value === 'string' ? [] : [field]));
  return diagnose('SRC006', {
    source,
    message: `this makes no Kubernetes object: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    help: 'give it apiVersion, kind and metadata.name, all of them strings',
  });
}

/** Flux passes over the directories of charts (fluxcd/flux pkg/cluster/kubernetes/resource/load.go). */
function automatedInTemplate(manifest: Manifest, source: SourceLocation | undefined): readonly Diagnostic[] {
  const annotations = objectAt(manifest.metadata['annotations']);
  const key = ['fluxcd.io/automated', 'flux.weave.works/automated'].find((annotation) => annotation in annotations);
  if (key === undefined) return [];
  return [
    diagnose('FLX028', {
      source,
      message: `${describe(manifest)} is a chart's template, which Flux never reads, so its annotation ${key} does nothing`,
      help: "take the image from the chart's values, and give it to the HelmRelease: values: { image: automated(...) }",
    }),
  ];
}
