import { hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { join } from 'node:path';
import { obstacles } from '../disk/obstacles';
import { replaceFile, writeFiles, type WriteResult } from '../disk/write-files';
import { clashingOutputs } from '../clashing-outputs';
import { outputDirectory } from '../output-directory';
import { reportOf } from '../report';
import type { Synthesis } from '../synth/synthesize';
import { synthesizeClusters } from '../synth/synthesize-clusters';
import type { Workspace } from '../workspace';

/** A directory that the verb wrote for a cluster: its part of the config repository, or an application repository's template. */
export interface SynthesizedCluster {
  readonly cluster: string;
  /** Relative to the workspace root. */
  readonly directory: string;
  readonly written: WriteResult;
}

export interface SynthResult {
  /** Empty where there are errors: then nothing at all is written. */
  readonly clusters: readonly SynthesizedCluster[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes dist/ for these clusters. Everything is computed before anything is written, so that one mistake in one
 * cluster leaves the previous output of all of them as it was.
 * @param progress told before each cluster
 */
export async function synth(
  workspace: Workspace,
  clusters: readonly string[],
  progress: (cluster: string) => void = () => undefined,
): Promise<SynthResult> {
  const syntheses = await synthesizeClusters(workspace, clusters, progress);
  const own = syntheses.flatMap((synthesis) => synthesis.diagnostics);
  const diagnostics = hasErrors(own) ? own : [...own, ...(await clashingOutputs(workspace, clusters))];
  if (hasErrors(diagnostics)) return { clusters: [], diagnostics };
  const blocked = obstacles(workspace.root, ['dist/report', ...syntheses.flatMap(directoriesOf)]);
  if (blocked.length > 0) return { clusters: [], diagnostics: [...diagnostics, ...blocked] };
  return { clusters: syntheses.flatMap((synthesis) => write(workspace, synthesis)), diagnostics };
}

function directoriesOf({ facts, appRepos }: Synthesis): readonly string[] {
  return facts === undefined ? [] : [outputDirectory(facts), ...appRepos.map(({ directory }) => directory)];
}

function write(workspace: Workspace, synthesis: Synthesis): readonly SynthesizedCluster[] {
  const { cluster, facts, files, appRepos } = synthesis;
  if (facts === undefined) return [];
  const directory = outputDirectory(facts);
  const written = writeFiles(join(workspace.root, directory), files);
  const templates = appRepos.map((repo) => ({
    cluster,
    directory: repo.directory,
    written: writeFiles(join(workspace.root, repo.directory), repo.files),
  }));
  replaceFile(join(workspace.root, 'dist/report', `${cluster}.json`), reportOf(synthesis));
  return [{ cluster, directory, written }, ...templates];
}
