import { AggregateCreateNodesError, type CreateNodes, type CreateNodesResult, type ProjectConfiguration } from '@nx/devkit';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterOutput, findOverlaps, readClusterOutput, SourceProblem } from '@gitops/cluster-source';
import { clusterTargets, sourceTargets } from './inference/targets';

/** What Nx calls this plugin in its messages. */
export const name = '@gitops/nx-plugin';

const kinds = {
  apps: { type: 'app', noun: 'app' },
  platform: { type: 'platform', noun: 'platform component' },
  clusters: { type: 'cluster', noun: 'cluster' },
} as const;

type Problem = [file: string, error: Error];

/**
 * One file makes a project: `apps/<name>/app.ts`, `platform/<name>/component.ts`, `clusters/<name>/cluster.ts`. The folder's
 * name is the project's, as that is what a user types; the libraries are named `@gitops/<name>`, out of the way. Libraries
 * say their name and tag in a project.json and get their targets here.
 */
export const createNodes: CreateNodes = [
  '{apps/*/app.ts,platform/*/component.ts,clusters/*/cluster.ts,libs/*/project.json,*/project.json}',
  (files, _options, { workspaceRoot }) => {
    const problems: Problem[] = [...nameClashes(files)];
    const clashing = new Set(problems.map(([file]) => file));
    const facts: ClusterOutput[] = [];
    const results: [string, CreateNodesResult][] = [];
    for (const file of files.filter((each) => !clashing.has(each))) {
      try {
        const read = file.startsWith('clusters/')
          ? readClusterOutput(file, readFileSync(join(workspaceRoot, file), 'utf8'))
          : undefined;
        if (read !== undefined) facts.push(read);
        const project = inferProject(file, workspaceRoot, read);
        results.push([file, { projects: { [project.root]: project } }]);
      } catch (error) {
        if (!(error instanceof SourceProblem)) throw error;
        problems.push([file, error]);
      }
    }
    problems.push(...findOverlaps(facts).map(([file, problem]): Problem => [file, problem]));
    if (problems.length > 0) throw new AggregateCreateNodesError(problems, results);
    return results;
  },
];

function inferProject(file: string, workspaceRoot: string, facts: ClusterOutput | undefined): ProjectConfiguration {
  const root = file.slice(0, file.lastIndexOf('/'));
  const [folder = '', project = ''] = root.split('/');
  const targets = { ...sourceTargets(root, hasSpecs(join(workspaceRoot, root))), ...(facts && clusterTargets(project, facts)) };
  if (!isKind(folder)) return { root, targets };
  return {
    name: project,
    root,
    sourceRoot: root,
    // Nx forbids imports of an application: a cluster is one, what it places is not.
    projectType: facts ? 'application' : 'library',
    tags: [`type:${kinds[folder].type}`],
    // What a cluster imports is found by Nx; that synth's own code turns it into YAML, and takes files of the apps that its
    // pipelines build, is written nowhere but here. An app that is not there is a finding of synth, at its line.
    ...(facts && { implicitDependencies: ['@gitops/engine', ...builtApps(facts, workspaceRoot)] }),
    targets,
  };
}

function builtApps({ appRepos }: ClusterOutput, workspaceRoot: string): readonly string[] {
  return appRepos.map(({ app }) => app).filter((app) => existsSync(join(workspaceRoot, 'apps', app, 'app.ts')));
}

function* nameClashes(files: readonly string[]): Generator<Problem> {
  const owners = new Map<string, string>();
  for (const file of files) {
    const [folder = '', project = ''] = file.split('/');
    if (!isKind(folder)) continue;
    const owner = owners.get(project);
    if (owner === undefined) owners.set(project, folder);
    else {
      const message = `${owner}/${project} and ${folder}/${project} would both be the project "${project}"`;
      const help = `rename the folder of the ${kinds[folder].noun}, so that \`nx test ${project}\` means one thing`;
      yield [file, new SourceProblem({ code: 'SRC010', source: { file, line: 1, column: 1 }, message, help })];
    }
  }
}

function isKind(folder: string): folder is keyof typeof kinds {
  return Object.hasOwn(kinds, folder);
}

function hasSpecs(directory: string): boolean {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).some((path) => path.endsWith('.spec.ts'));
}
