import { hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { join } from 'node:path';
import { bootstrapFiles } from '../bootstrap/bootstrap-files';
import { writeFiles, type WriteResult } from '../disk/write-files';
import { synthesizeClusters } from '../synth/synthesize-clusters';
import type { Workspace } from '../workspace';

/** The directory that the verb wrote for one cluster. */
export interface BootstrappedCluster {
  readonly cluster: string;
  /** Relative to the workspace root. */
  readonly directory: string;
  readonly written: WriteResult;
}

export interface BootstrapResult {
  /** Empty where there are errors: then nothing at all is written. */
  readonly clusters: readonly BootstrappedCluster[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes dist/bootstrap/<cluster>: what must exist before Flux can sync, and the script that makes it. Nothing is run, and
 * nothing but the workspace is read. Everything is computed before anything is written.
 * @param progress told before each cluster
 */
export async function bootstrap(
  workspace: Workspace,
  clusters: readonly string[],
  progress: (cluster: string) => void = () => undefined,
): Promise<BootstrapResult> {
  const syntheses = await synthesizeClusters(workspace, clusters, progress);
  const diagnostics = syntheses.flatMap((synthesis) => synthesis.diagnostics);
  if (hasErrors(diagnostics)) return { clusters: [], diagnostics };
  const drafts = syntheses.flatMap(({ cluster, facts, objects }) =>
    facts === undefined ? [] : [{ cluster, directory: `dist/bootstrap/${cluster}`, files: bootstrapFiles(facts, objects) }],
  );
  return {
    clusters: drafts.map(({ cluster, directory, files }) => ({
      cluster,
      directory,
      written: writeFiles(join(workspace.root, directory), files),
    })),
    diagnostics,
  };
}
