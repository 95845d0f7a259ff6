import type { Diagnostic } from '@gitops/diagnostics';
import { join } from 'node:path';
import { compareWithDisk } from '../disk/compare-with-disk';
import { outputDirectory } from '../output-directory';
import { synthesize, type SynthesisOptions } from '../synth/synthesize';
import type { Workspace } from '../workspace';

/**
 * Checks clusters without writing: their TypeScript as it is now, and the files in dist/ as Flux would read them.
 * @param options.kubernetes another version than the cluster's own
 * @param progress told before each cluster
 */
export async function validateClusters(
  workspace: Workspace,
  clusters: readonly string[],
  options: SynthesisOptions = {},
  progress: (cluster: string) => void = () => undefined,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const cluster of clusters) {
    progress(cluster);
    const synthesis = await synthesize(workspace, cluster, options);
    diagnostics.push(...synthesis.diagnostics);
    // Files are compared with valid output only: until there is some, the TypeScript is what to mend.
    if (synthesis.facts === undefined || synthesis.files.length === 0) continue;
    const directory = outputDirectory(synthesis.facts);
    diagnostics.push(...compareWithDisk(join(workspace.root, directory), directory, cluster, synthesis.files));
  }
  return diagnostics;
}
