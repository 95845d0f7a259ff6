import type { Workspace } from '../workspace';
import { synthesize, type Synthesis } from './synthesize';

/**
 * Synthesizes clusters one after the other. Whoever writes does so when all of them are there, so that one mistake in one
 * cluster leaves the previous output of every one as it was.
 * @param progress told before each cluster
 */
export async function synthesizeClusters(
  workspace: Workspace,
  clusters: readonly string[],
  progress: (cluster: string) => void,
): Promise<readonly Synthesis[]> {
  const syntheses: Synthesis[] = [];
  for (const cluster of clusters) {
    progress(cluster);
    syntheses.push(await synthesize(workspace, cluster));
  }
  return syntheses;
}
