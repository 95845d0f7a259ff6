import { findOverlaps, readClusterOutput, SourceProblem, type ClusterOutput } from '@gitops/cluster-source';
import type { Diagnostic } from '@gitops/diagnostics';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from './diagnostic';
import { clusterFile, clusterNames, type Workspace } from './workspace';

/**
 * Clusters whose directories lie in each other, or whose repositories share a name: writing one would delete files of the
 * other. All clusters are looked at, by their syntax trees alone, whichever are written.
 */
export function clashingOutputs(workspace: Workspace, written: readonly string[]): readonly Diagnostic[] {
  const outputs: ClusterOutput[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of clusterNames(workspace)) {
    const file = clusterFile(name);
    try {
      outputs.push(readClusterOutput(file, readFileSync(join(workspace.root, file), 'utf8')));
    } catch (thrown) {
      if (!(thrown instanceof SourceProblem)) throw thrown;
      // A cluster that nobody asked for may be unfinished.
      if (written.includes(name)) diagnostics.push(toDiagnostic(thrown));
    }
  }
  return [...diagnostics, ...findOverlaps(outputs).map(([, problem]) => toDiagnostic(problem))];
}

function toDiagnostic({ problem: { code, ...parts } }: SourceProblem): Diagnostic {
  return diagnose(code, parts);
}
