import type { Placement } from '@gitops/constructs';
import type { Diagnostic } from '@gitops/diagnostics';
import { synthesizeCluster, unlocated } from '@gitops/engine';
import { clusterWith, type testCluster } from './test-cluster';
import { testWorkspace } from './test-workspace';

/** What placements amount to on a test cluster. */
export interface Rendered {
  /** YAML by path in the config repository, without the README and the namespaces that the test cluster adds. */
  readonly files: Readonly<Record<string, string>>;
  /** Empty where everything is valid; files are empty where one of these is an error. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Synthesizes and validates placements as a cluster would: `render(gitopsExample({ namespace: 'web', image }))`. */
export function render(placements: Placement | readonly Placement[], facts: Partial<typeof testCluster> = {}): Rendered {
  const list = 'definition' in placements ? [placements] : placements;
  const { files, diagnostics } = synthesizeCluster(testWorkspace(), {
    name: 'test',
    cluster: clusterWith(list, facts),
    reporter: unlocated,
  });
  const own = files.filter(({ path }) => path !== 'README.md' && !path.startsWith('namespaces/'));
  return { files: Object.fromEntries(own.map(({ path, text }) => [path, text])), diagnostics };
}
