import { hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { identityOf, type Manifest } from '@gitops/manifest';
import { setTimeout as wait } from 'node:timers/promises';
import { diagnose } from '../diagnostic';
import { ConfigRepository } from '../git/config-repository';
import { gitDiagnostic, withoutPassword } from '../git/git-diagnostic';
import { loadCluster, type LoadedCluster } from '../load/load-cluster';
import { repositoryUrl } from '../publish/published-cluster';
import { synthesizeCluster, type Synthesis } from '../synth/synthesize';
import type { Workspace } from '../workspace';
import { editText } from './edit-text';
import { findWorkload } from './find-workload';
import { publishedWorkloads, type PublishedWorkload } from './published-workloads';

/** The workload that a person named, and where it comes from. */
export interface FoundWorkload {
  readonly repository: ConfigRepository;
  readonly workload: PublishedWorkload;
  readonly loaded: LoadedCluster;
  /** Maybe with errors: what is wrong with an app must not keep anybody from a rollback. */
  readonly synthesis: Synthesis;
}

/** What a verb makes of it. */
export interface WorkloadChange<Outcome> {
  /** Undefined where nothing is to be changed. */
  readonly next?: { readonly manifest: Manifest; readonly message: string };
  readonly outcome?: Outcome;
  readonly diagnostics: readonly Diagnostic[];
}

export interface WorkloadResult<Outcome> {
  readonly cluster: string;
  /** The commit that was pushed; undefined where nothing was to be changed, or something stopped it. */
  readonly commit: string | undefined;
  /** Undefined where something stopped it before. */
  readonly manifest: Manifest | undefined;
  readonly path: string | undefined;
  readonly outcome: Outcome | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A few seconds altogether, as for publish. */
const attempts = 8;
const firstPause = 50;

/**
 * Changes one workload in a cluster's config repository: one file, in one commit on top, pushed as a fast-forward. Where
 * somebody else pushes in between, it is decided anew. The inventory stays as it is, as when Flux commits: what changes
 * here belongs to Flux and the operator, and publish carries it.
 * @param decide called once for each attempt
 */
export async function changeWorkload<Outcome>(
  workspace: Workspace,
  target: { readonly cluster: string; readonly workload: string; readonly configRepo?: string },
  decide: (found: FoundWorkload) => Promise<WorkloadChange<Outcome>>,
  progress: (step: string) => void,
): Promise<WorkloadResult<Outcome>> {
  const stopped = (diagnostics: readonly Diagnostic[]): WorkloadResult<Outcome> => ({
    cluster: target.cluster,
    commit: undefined,
    manifest: undefined,
    path: undefined,
    outcome: undefined,
    diagnostics,
  });
  const loaded = await loadCluster(workspace, target.cluster);
  if (!('cluster' in loaded)) return stopped(loaded);
  const synthesis = synthesizeCluster(workspace, loaded);
  const { facts } = synthesis;
  if (facts === undefined) return stopped(synthesis.diagnostics);
  const url = repositoryUrl(facts, target.configRepo);
  const shown = withoutPassword(url);
  for (let attempt = 1, pause = firstPause; attempt <= attempts; attempt += 1, pause *= 2) {
    progress(attempt === 1 ? `fetching ${shown}` : `fetching ${shown} again, somebody has pushed in between`);
    try {
      const repository = await ConfigRepository.fetch(url, facts.configRepo.branch);
      try {
        const workload = findWorkload(await publishedWorkloads(repository, facts.configRepo.path), target.workload);
        if ('code' in workload) return stopped([workload]);
        const { next, outcome, diagnostics } = await decide({ repository, workload, loaded, synthesis });
        const result = {
          cluster: target.cluster,
          commit: undefined,
          manifest: workload.file.manifest,
          path: workload.path,
          outcome,
          diagnostics,
        };
        if (next === undefined || hasErrors(diagnostics)) return result;
        const text = editText(workload.file.text, workload.file.manifest, next.manifest);
        const message = `${next.message}\n\nGitops-Cluster: ${target.cluster}\nGitops-Workload: ${identityOf(next.manifest)}\n`;
        const commit = await repository.commitAndPush({ writes: new Map([[workload.path, text]]), deletes: [] }, message);
        if (commit !== undefined) return { ...result, commit };
      } finally {
        repository.close();
      }
    } catch (failure) {
      return stopped([gitDiagnostic(failure, url, undefined)]);
    }
    await wait(pause / 2 + Math.random() * pause);
  }
  return stopped([
    diagnose('GIT004', {
      message: `somebody else has pushed to ${shown} ${attempts} times in a row`,
      help: 'run the same command again',
    }),
  ]);
}
