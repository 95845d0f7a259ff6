import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { cdk8sSynth, gitopsSynth, measure } from './measure';
import { objectsIn, stampsOf } from './output';
import { growthExponent, summarize, type Sample } from './statistics';
import { createWorkspace, objectsPerApp, type BenchWorkspace } from './workspace';

export interface BenchmarkOptions {
  readonly repository: string;
  /** Where the workspaces are made. */
  readonly directory: string;
  /** How often each thing is measured. */
  readonly runs: number;
  /** Numbers of apps, ascending. */
  readonly sizes: readonly number[];
  /** The number of apps, one of `sizes`, at which cdk8s is measured too. */
  readonly comparedAt: number;
  /** Told before each step. */
  readonly progress: (what: string) => void;
}

export interface GrowthRow extends Sample {
  readonly apps: number;
  /** Of the fastest run, less that of one app alone. */
  readonly perApp: number;
}

/** Times in milliseconds. */
export interface BenchmarkResult {
  readonly comparison: {
    readonly apps: number;
    readonly objects: number;
    readonly ours: Sample;
    readonly cdk8s: Sample;
    /** Ours by that of cdk8s, of runs that followed each other. */
    readonly ratio: Sample;
  };
  readonly growth: {
    /** One app alone: what starting costs. */
    readonly startUp: Sample;
    readonly rows: readonly GrowthRow[];
    /** Of the time beyond that of starting; 1 is a straight line. */
    readonly exponent: number;
  };
  /** After an edit to one app. */
  readonly edit: { readonly apps: number; readonly time: Sample; readonly filesWritten: readonly string[] };
}

/**
 * Measures `gitops synth`, and `cdk8s synth` beside it. Rounds go through all sizes, so that a slow minute of the
 * machine falls on all of them alike. Throws where the two do not make the same objects.
 */
export async function benchmark({
  repository,
  directory,
  runs,
  sizes,
  comparedAt,
  progress,
}: BenchmarkOptions): Promise<BenchmarkResult> {
  const [ours, cdk8s] = [gitopsSynth(repository), cdk8sSynth(repository)];
  const workspaces = new Map<number, BenchWorkspace>();
  try {
    for (const apps of [1, ...sizes]) {
      progress(`writing ${apps} apps`);
      workspaces.set(apps, createWorkspace(repository, directory, apps));
    }
    const at = (apps: number): BenchWorkspace => {
      const workspace = workspaces.get(apps);
      if (workspace === undefined) throw new Error(`${apps} is not among the sizes`);
      return workspace;
    };
    // Warms the file system's cache for both, too.
    measure(ours, at(1));
    measure(cdk8s, at(1));
    assertSameObjects(at(1));

    const times = new Map([1, ...sizes].map((apps) => [apps, [] as number[]]));
    const cdk8sTimes: number[] = [];
    for (let run = 1; run <= runs; run += 1) {
      for (const [apps, list] of times) {
        progress(`run ${run} of ${runs}, ${apps} apps`);
        list.push(measure(ours, at(apps)));
        if (apps === comparedAt) cdk8sTimes.push(measure(cdk8s, at(apps)));
      }
    }
    const compared = times.get(comparedAt) ?? [];
    const startUp = summarize(times.get(1) ?? []);
    const rows = sizes.map((apps): GrowthRow => {
      const sample = summarize(times.get(apps) ?? []);
      return { apps, ...sample, perApp: (sample.min - startUp.min) / apps };
    });
    return {
      comparison: {
        apps: comparedAt,
        objects: comparedAt * objectsPerApp,
        ours: summarize(compared),
        cdk8s: summarize(cdk8sTimes),
        ratio: summarize(compared.map((time, index) => time / (cdk8sTimes[index] ?? Number.NaN))),
      },
      growth: { startUp, rows, exponent: growthExponent(rows.map(({ apps, perApp }) => [apps, perApp * apps])) },
      edit: measureEdits(at(comparedAt)),
    };
  } finally {
    for (const workspace of workspaces.values()) workspace.remove();
  }

  function measureEdits(workspace: BenchWorkspace): BenchmarkResult['edit'] {
    const output = join(workspace.root, 'dist/bench-config');
    let filesWritten: readonly string[] = [];
    const edits = Array.from({ length: runs }, (_, edit) => {
      progress(`edit ${edit + 1} of ${runs}, ${comparedAt} apps`);
      const before = stampsOf(output);
      workspace.editReplicas(4 + edit);
      const time = measure(ours, workspace, { keep: true });
      filesWritten = [...stampsOf(output)].filter(([path, stamp]) => before.get(path) !== stamp).map(([path]) => path);
      return time;
    });
    return { apps: comparedAt, time: summarize(edits), filesWritten };
  }
}

/** A ratio of the times for different objects would mean nothing. */
function assertSameObjects({ root, cdk8sRoot }: BenchWorkspace): void {
  const [ours, theirs] = [objectsIn(join(root, 'dist/bench-config')), objectsIn(join(cdk8sRoot, 'dist'))];
  if (!isDeepStrictEqual(ours, theirs) || Object.keys(ours).length !== objectsPerApp) {
    throw new Error('gitops synth and cdk8s synth do not make the same objects');
  }
}
