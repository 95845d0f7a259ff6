import { SourceProblem } from './source-problem';
import type { ClusterOutput } from './cluster-output';

/**
 * The clusters whose outputs would collide, each with the file to blame. A synth owns its directory whole, and Nx empties
 * it before it restores one from the cache, so two owners would delete each other's files; two repositories of one name
 * would be taken for one.
 */
export function findOverlaps(clusters: readonly ClusterOutput[]): readonly (readonly [file: string, problem: SourceProblem])[] {
  // With the slash, a directory sorts directly before everything inside it, so neighbours are all that need comparing.
  const sorted = [...clusters].sort((a, b) => compare(`${a.directory}/`, `${b.directory}/`) || compare(a.file, b.file));
  const firstOfRepository = new Map<string, ClusterOutput>();
  const problems: (readonly [string, SourceProblem])[] = [];
  let outer: ClusterOutput | undefined;

  for (const cluster of sorted) {
    const repository = cluster.directory.split('/', 2).join('/');
    const first = firstOfRepository.get(repository) ?? cluster;
    firstOfRepository.set(repository, first);
    if (first.url !== cluster.url) {
      problems.push([cluster.file, differentRepositories(cluster, first)]);
    } else if (outer !== undefined && `${cluster.directory}/`.startsWith(`${outer.directory}/`)) {
      problems.push([cluster.file, overlap(cluster, outer)]);
    } else {
      outer = cluster;
    }
  }
  return [...problems, ...sharedAppRepos(clusters)];
}

/** One app has one repository, and so one Jenkinsfile. */
function sharedAppRepos(clusters: readonly ClusterOutput[]): readonly (readonly [file: string, problem: SourceProblem])[] {
  const first = new Map<string, ClusterOutput>();
  const sorted = [...clusters].sort((a, b) => compare(a.file, b.file));
  return sorted.flatMap((cluster) =>
    cluster.appRepos.flatMap(({ app, directory, position }) => {
      const other = first.get(app) ?? cluster;
      first.set(app, other);
      // Two pipelines of one cluster are told apart where the cluster's own facts are checked.
      if (other === cluster) return [];
      const problem = new SourceProblem({
        code: 'LAY003',
        source: { file: cluster.file, ...position },
        message: `this cluster writes ${directory}, as ${other.file} does: each would delete the other's files`,
        help: 'build an app on one cluster; the others run the image that its pipeline has pushed',
      });
      return [[cluster.file, problem] as const];
    }),
  );
}

function overlap(cluster: ClusterOutput, other: ClusterOutput): SourceProblem {
  const where =
    cluster.directory === other.directory
      ? `${other.directory}, as ${other.file} does`
      : `${cluster.directory}, inside ${other.directory} of ${other.file}`;
  return new SourceProblem({
    code: 'LAY003',
    source: { file: cluster.file, ...cluster.position },
    message: `this cluster writes ${where}: each would delete the other's files`,
    help: "give each its own `path` in the repository, such as path: 'clusters/staging', or its own repository",
  });
}

function differentRepositories(cluster: ClusterOutput, other: ClusterOutput): SourceProblem {
  return new SourceProblem({
    code: 'LAY003',
    source: { file: cluster.file, ...cluster.position },
    message: `${cluster.url} and ${other.url} of ${other.file} are different repositories of one name, so both would be ${cluster.directory.split('/', 2).join('/')}`,
    help: 'use one spelling of the url if they are the same repository, else rename one',
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
