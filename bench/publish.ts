import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readTrace, tracing, type GitTrace } from './git-trace';
import { summarize, type Sample } from './statistics';
import { createWorkspace, type BenchWorkspace } from './workspace';

export interface PublishBenchmarkOptions {
  readonly repository: string;
  readonly directory: string;
  readonly runs: number;
  readonly apps: number;
  readonly progress: (what: string) => void;
}

/** Times in milliseconds. */
export interface PublishComparison {
  /** Whether the server sends trees without contents where it is asked to. */
  readonly filters: boolean;
  /** The whole process. */
  readonly whole: Sample;
  /** Of it, until there is something to publish. */
  readonly synth: Sample;
  /** The rest. */
  readonly publish: Sample;
  /** `git clone --depth 1`, one edit, `git commit` and `git push` of the same repository. */
  readonly bare: Sample;
  /** The publish without its synth, by the bare clone and push that followed it. */
  readonly ratio: Sample;
  readonly trace: GitTrace;
  readonly bareTrace: GitTrace;
}

export interface PublishBenchmarkResult {
  readonly files: number;
  readonly comparisons: readonly PublishComparison[];
}

const identity = {
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@localhost',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@localhost',
};

/** Measures a publish that changes one file among many, beside what git alone needs for such a commit. */
export async function benchmarkPublish({
  repository,
  directory,
  runs,
  apps,
  progress,
}: PublishBenchmarkOptions): Promise<PublishBenchmarkResult> {
  progress(`writing ${apps} apps`);
  const workspace = createWorkspace(repository, directory, apps);
  try {
    const contestants = prepare(repository, workspace);
    progress('first publish');
    contestants.publish();
    const files = contestants.forkForBare();
    let edit = 0;
    const comparisons = [true, false].map((filters): PublishComparison => {
      contestants.allowFilter(filters);
      const rounds = Array.from({ length: runs }, (_, run) => {
        progress(`publish ${run + 1} of ${runs}, ${filters ? 'with' : 'without'} filters`);
        contestants.edit((edit += 1));
        return { ours: contestants.publish(), bare: contestants.cloneAndPush() };
      });
      const [last] = rounds.slice(-1);
      if (last === undefined) throw new Error('no runs to sum up');
      return {
        filters,
        whole: summarize(rounds.map(({ ours }) => ours.synth + ours.publish)),
        synth: summarize(rounds.map(({ ours }) => ours.synth)),
        publish: summarize(rounds.map(({ ours }) => ours.publish)),
        bare: summarize(rounds.map(({ bare }) => bare.time)),
        ratio: summarize(rounds.map(({ ours, bare }) => ours.publish / bare.time)),
        trace: last.ours.trace,
        bareTrace: last.bare.trace,
      };
    });
    return { files, comparisons };
  } finally {
    workspace.remove();
  }
}

/** The monorepo as a git repository, and two copies of its config repository: each contestant pushes to its own. */
function prepare(repository: string, { root, cdk8sRoot, editReplicas }: BenchWorkspace) {
  const base = join(root, '..');
  const [ours, theirs, clone, traceFile] = ['ours.git', 'bare.git', 'clone', 'trace.json'].map((name) => join(base, name)) as [
    string,
    string,
    string,
    string,
  ];
  const run = (cwd: string, command: string, ...args: string[]): string =>
    execFileSync(command, args, {
      cwd,
      env: { ...tracing(traceFile), ...identity },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    });
  const timed = (work: () => void): { readonly start: number; readonly time: number; readonly trace: GitTrace } => {
    rmSync(traceFile, { force: true });
    const start = performance.timeOrigin + performance.now();
    work();
    return { start, time: performance.timeOrigin + performance.now() - start, trace: readTrace(traceFile) };
  };
  rmSync(cdk8sRoot, { recursive: true });
  run(base, 'git', 'init', '--quiet', '--bare', '--initial-branch=master', ours);
  run(root, 'git', 'init', '--quiet');
  run(root, 'git', 'add', 'apps', 'clusters');
  run(root, 'git', 'commit', '--quiet', '--message=bench');
  return {
    edit: (count: number): void => {
      editReplicas(3 + count);
      run(root, 'git', 'commit', '--quiet', '--all', `--message=edit ${count}`);
    },
    publish: () => {
      const { start, time, trace } = timed(() =>
        run(root, process.execPath, join(repository, 'bin/gitops.mjs'), 'publish', 'bench', '--config-repo', ours),
      );
      // Git looks at the monorepo beside synth; what follows begins with a repository to fetch into.
      const fetching = trace.commands.find(({ name }) => name === 'init')?.start ?? Number.NaN;
      const synth = fetching - start;
      return { synth, publish: time - synth, trace };
    },
    /** Returns how many files are published. */
    forkForBare: (): number => {
      cpSync(ours, theirs, { recursive: true });
      return run(ours, 'git', 'ls-tree', '-r', '--name-only', 'master').split('\n').length - 1;
    },
    allowFilter: (allowed: boolean): void => {
      for (const each of [ours, theirs]) run(each, 'git', 'config', 'uploadpack.allowFilter', String(allowed));
    },
    cloneAndPush: () => {
      rmSync(clone, { recursive: true, force: true });
      return timed(() => {
        run(base, 'git', 'clone', '--quiet', '--depth=1', pathToFileURL(theirs).href, clone);
        appendFileSync(join(clone, 'workloads/app0000-dep.yaml'), '# edited\n');
        run(clone, 'git', 'commit', '--quiet', '--all', '--message=edit');
        run(clone, 'git', 'push', '--quiet');
      });
    },
  };
}
