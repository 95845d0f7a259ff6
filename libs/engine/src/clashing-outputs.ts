import type { ClusterOutput, SourceProblem } from '@gitops/cluster-source';
import type { Diagnostic } from '@gitops/diagnostics';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from './diagnostic';
import { clusterFile, clusterNames, type Workspace } from './workspace';

/**
 * Clusters whose directories lie in each other, or whose repositories share a name: writing one would delete files of the
 * other. All clusters are looked at, by their syntax trees alone, whichever are written.
 */
export async function clashingOutputs(workspace: Workspace, written: readonly string[]): Promise<readonly Diagnostic[]> {
  const names = clusterNames(workspace);
  // An only cluster clashes with none, and the compiler that reads syntax trees takes 0.2 s to load.
  if (names.length < 2) return [];
  const source = await import('@gitops/cluster-source');
  const outputs: ClusterOutput[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const file = clusterFile(name);
    try {
      outputs.push(source.readClusterOutput(file, readFileSync(join(workspace.root, file), 'utf8')));
    } catch (thrown) {
      if (!(thrown instanceof source.SourceProblem)) throw thrown;
      // A cluster that nobody asked for may be unfinished.
      if (written.includes(name)) diagnostics.push(toDiagnostic(thrown));
    }
  }
  return [...diagnostics, ...source.findOverlaps(outputs).map(([, problem]) => toDiagnostic(problem))];
}

function toDiagnostic({ problem: { code, ...parts } }: SourceProblem): Diagnostic {
  return diagnose(code, parts);
}
