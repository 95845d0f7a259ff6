import { synthesize } from '@gitops/engine';
import type { Rendered } from './render';
import { testWorkspace } from './test-workspace';

/** Synthesizes and validates clusters/<name>/cluster.ts: every file of its part of the config repository. */
export async function renderCluster(name: string): Promise<Rendered> {
  const { files, diagnostics } = await synthesize(testWorkspace(), name);
  return { files: Object.fromEntries(files.map(({ path, text }) => [path, text])), diagnostics };
}
