import type { ClusterFacts } from '@gitops/constructs';
import type { Diagnostic } from '@gitops/diagnostics';
import { hasErrors } from '@gitops/diagnostics';
import { KindRegistry, supportedMinors } from '@gitops/validation';
import { diagnose } from '../diagnostic';
import { loadCluster, type LoadedCluster } from '../load/load-cluster';
import { schemasOf } from '../schemas';
import type { Workspace } from '../workspace';
import { assembleAppRepos, type AppRepo } from './app-repo';
import { buildCluster } from './build-cluster';
import type { BuiltObject } from './built-object';
import { checkObjects, helmReleaseKind } from './check-objects';
import { checkRepositories } from './check-repositories';
import { checkRoles } from './check-roles';
import { withDefaultNamespace } from './default-namespace';
import { layOut } from './lay-out';
import { sortDiagnostics } from './sort-diagnostics';
import type { SynthesizedFile } from './synthesized-file';

/** What a cluster's TypeScript amounts to. */
export interface Synthesis {
  readonly cluster: string;
  /** Undefined where the cluster could not be built at all. */
  readonly facts: ClusterFacts | undefined;
  /** Empty where a diagnostic is an error: invalid output is not output. */
  readonly files: readonly SynthesizedFile[];
  readonly objects: readonly BuiltObject[];
  /** One for each pipeline; empty where a diagnostic is an error. */
  readonly appRepos: readonly AppRepo[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface SynthesisOptions {
  /** Validates against another Kubernetes version than the cluster's own. */
  readonly kubernetes?: string;
}

/**
 * Turns a cluster's TypeScript into the files of its config repository, checked. Reads the workspace and nothing else:
 * no clock, no environment, no git, no network; the same source gives the same bytes.
 */
export async function synthesize(workspace: Workspace, name: string, options: SynthesisOptions = {}): Promise<Synthesis> {
  const loaded = await loadCluster(workspace, name);
  if (!('cluster' in loaded)) return failed(name, loaded);
  return synthesizeCluster(workspace, loaded, options);
}

/** The same for a cluster that is loaded already, or was never a file. */
export function synthesizeCluster(workspace: Workspace, loaded: LoadedCluster, options: SynthesisOptions = {}): Synthesis {
  const { name, cluster, reporter } = loaded;
  const built = buildCluster(loaded, workspace);
  if (!('facts' in built)) return failed(name, built);
  const kubernetes = options.kubernetes ?? built.facts.kubernetes;
  const schemas = schemasOf(workspace, kubernetes);
  if (schemas === undefined) {
    const source = options.kubernetes === undefined ? reporter.locate(cluster.origin, ['kubernetes']) : undefined;
    return failed(name, [...built.diagnostics, unsupportedKubernetes(kubernetes, source)]);
  }
  const kinds = new KindRegistry(
    schemas,
    built.objects.map(({ manifest }) => manifest),
    [helmReleaseKind],
  );
  const objects = built.objects.map((object) => withDefaultNamespace(object, kinds));
  const { files, diagnostics } = layOut(built.facts, objects, built.charts, reporter);
  const assembled = assembleAppRepos(built.facts, loaded, workspace);
  const all = sortDiagnostics([
    ...built.diagnostics,
    ...diagnostics,
    ...checkObjects(objects, built.facts, schemas, reporter),
    ...checkRepositories(built.facts, objects, loaded),
    ...checkRoles(built.facts, objects, loaded),
    ...assembled.diagnostics,
  ]);
  const sound = !hasErrors(all);
  return {
    cluster: name,
    facts: built.facts,
    files: sound ? files : [],
    objects,
    appRepos: sound ? assembled.appRepos : [],
    diagnostics: all,
  };
}

function failed(cluster: string, diagnostics: readonly Diagnostic[]): Synthesis {
  return { cluster, facts: undefined, files: [], objects: [], appRepos: [], diagnostics: sortDiagnostics(diagnostics) };
}

function unsupportedKubernetes(version: string, source: Diagnostic['source']): Diagnostic {
  return diagnose('SRC007', {
    source,
    message: `there are no schemas of Kubernetes "${version}"`,
    help: `the versions are ${supportedMinors.join(', ')}`,
  });
}
