import { ClusterFacts, ClusterProps, isPlacement, type Placement } from '@gitops/constructs';
import { isPropsError, propProblems, type Diagnostic, type SourceLocation } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import type { LoadedCluster } from '../load/load-cluster';
import { runUserCode } from '../load/user-code';
import { recordOrigins } from '../origin/construct-origins';
import type { Workspace } from '../workspace';
import type { BuiltChart, BuiltObject } from './built-object';
import { collectPlacement } from './collect-placement';

/** Everything that a cluster's TypeScript defines. */
export interface BuiltCluster {
  readonly facts: ClusterFacts;
  readonly objects: readonly BuiltObject[];
  readonly charts: readonly BuiltChart[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Builds every placement of a cluster, each on a cdk8s root of its own. One placement that fails hides no mistake of
 * another. Only diagnostics are returned where the cluster's own facts are wrong, since nothing can be built without them.
 */
export function buildCluster(
  { name, cluster, reporter }: LoadedCluster,
  { root }: Workspace,
): BuiltCluster | readonly Diagnostic[] {
  const props = Object(cluster.props) as Readonly<Record<string, unknown>>;
  const diagnostics: Diagnostic[] = [...reporter.problems(propProblems(ClusterProps, props), cluster.origin, `cluster ${name}`)];
  const placements = ['namespaces', 'platform', 'apps'].flatMap((list) => placementsIn(props[list]));
  const sound = placements.filter((placement) => {
    const problems = placement.problems();
    diagnostics.push(...reporter.problems(problems, placement.origin, placement.definition));
    return problems.length === 0;
  });
  const facts = ClusterFacts.strip().safeParse(props);
  if (!facts.success) return diagnostics;
  if (facts.data.name !== name) diagnostics.push(otherName(name, facts.data.name, reporter.locate(cluster.origin, ['name'])));

  const objects: BuiltObject[] = [];
  const charts: BuiltChart[] = [];
  const buildOne = (placement: Placement): void => {
    try {
      const collected = collectPlacement(placement, placement.build(facts.data), reporter);
      objects.push(...collected.objects);
      charts.push(...collected.charts);
      diagnostics.push(...collected.diagnostics);
    } catch (thrown) {
      if (isPropsError(thrown) && thrown.givenBy !== 'call') {
        const { origin } = { placement, cluster }[thrown.givenBy];
        diagnostics.push(...reporter.problems(thrown.problems, origin, thrown.what));
      } else diagnostics.push(...reporter.thrown(thrown, reporter.locate(placement.origin)));
    }
  };
  // Around all of them at once: V8 forgets what it has optimized each time that a prototype is changed.
  runUserCode(root, () => {
    recordOrigins(() => {
      sound.forEach(buildOne);
    });
  });
  return { facts: facts.data, objects, charts, diagnostics };
}

/** Its folder names it on the command line and in dist/report, so one cluster would have two names. */
function otherName(folder: string, name: string, source: SourceLocation | undefined): Diagnostic {
  return diagnose('SCH010', {
    source,
    message: `cluster ${folder}, prop name: expected "${folder}", the name of its folder in clusters/, got "${name}"`,
    help: `write '${folder}', or rename the folder`,
  });
}

/** What is no placement is reported by the cluster's schema. */
function placementsIn(list: unknown): readonly Placement[] {
  return Array.isArray(list) ? list.filter(isPlacement) : [];
}
