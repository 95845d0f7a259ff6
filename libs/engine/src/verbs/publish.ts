import type { ClusterFacts } from '@gitops/constructs';
import { hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import { compareSources, sourceState, type SourceState } from '../git/monorepo';
import { publishFiles, stopped, type PublishFilesOptions, type PublishResult } from '../publish/publish-files';
import { isLocal, repositoryUrl } from '../publish/published-cluster';
import { synthesize } from '../synth/synthesize';
import type { Workspace } from '../workspace';

export type { PublishResult } from '../publish/publish-files';

export interface PublishOptions extends PublishFilesOptions {
  /** Publishes to this URL or path instead of the cluster's own repository. */
  readonly configRepo?: string;
}

const exampleAccount = '123456789012';

/**
 * Synthesizes a cluster and lands it in its config repository, as `publishFiles` says.
 * @param progress told what happens next
 */
export async function publish(
  workspace: Workspace,
  cluster: string,
  options: PublishOptions = {},
  progress: (step: string) => void = () => undefined,
): Promise<PublishResult> {
  // Git reads the monorepo while the cluster is being built.
  const [state, { facts, files, diagnostics }] = await Promise.all([sourceState(workspace), synthesize(workspace, cluster)]);
  if (facts === undefined || hasErrors(diagnostics)) return stopped(cluster, diagnostics);
  const url = repositoryUrl(facts, options.configRepo);
  const refused = checkSource(facts, url, state);
  if (refused.length > 0) return stopped(cluster, refused);
  const { commit } = state;
  const compareTo = (published: string) => compareSources(workspace, published, commit);
  const result = await publishFiles(
    { cluster, facts, url, files, commit, compareTo },
    { ...options, namedByHand: true },
    progress,
  );
  return { ...result, diagnostics: [...diagnostics, ...result.diagnostics] };
}

function checkSource({ aws, name }: ClusterFacts, url: string, { dirty, commit }: SourceState): readonly Diagnostic[] {
  if (isLocal(url)) return [];
  const diagnostics: Diagnostic[] = [];
  if (aws.account === exampleAccount) {
    diagnostics.push(
      diagnose('OWN015', {
        message: `cluster ${name} still has the example's AWS account ${exampleAccount}`,
        help: `set aws.account in clusters/${name}/cluster.ts, or publish to a local path with --config-repo`,
      }),
    );
  }
  if (commit === '' || dirty.length > 0) {
    diagnostics.push(
      diagnose('OWN013', {
        message: commit === '' ? 'the monorepo has no commit' : 'the monorepo has uncommitted changes',
        notes: dirty.slice(0, 10),
        help: 'commit them first: what is published must be traceable to a commit',
      }),
    );
  }
  return diagnostics;
}
