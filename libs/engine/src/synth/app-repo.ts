import type { ClusterFacts, Pipeline } from '@gitops/constructs';
import { closest, type Diagnostic } from '@gitops/diagnostics';
import { jenkinsfile } from '@gitops/jenkins';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../diagnostic';
import { listFiles } from '../disk/list-files';
import type { DiskFile } from '../disk/write-files';
import type { LoadedCluster } from '../load/load-cluster';
import { appNames, type Workspace } from '../workspace';

/** The template of an application's repository: copied once, afterwards only its Jenkinsfile follows. */
export interface AppRepo {
  readonly app: string;
  /** Relative to the workspace root. */
  readonly directory: string;
  readonly files: readonly DiskFile[];
}

/** What tools leave in a folder where the application has been run or tested; git ignores it there too. */
const leftovers = ['__pycache__', '.git', '.pytest_cache', '.venv', 'node_modules'];

/** Puts together apps/<app>/app-repo and the Jenkinsfile for each of a cluster's pipelines. */
export function assembleAppRepos(
  facts: ClusterFacts,
  { name, cluster, reporter }: LoadedCluster,
  workspace: Workspace,
): { readonly appRepos: readonly AppRepo[]; readonly diagnostics: readonly Diagnostic[] } {
  const appRepos: AppRepo[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, pipeline] of facts.pipelines.entries()) {
    const { app } = pipeline;
    const source = reporter.locate(cluster.origin, ['pipelines', index, 'app']);
    const folder = `apps/${app}/app-repo`;
    if (appRepos.some((other) => other.app === app)) {
      const message = `cluster ${name}, prop pipelines[${index}].app: another pipeline builds "${app}" already`;
      const help = 'an application has one repository with one Jenkinsfile: keep one of the two';
      diagnostics.push(diagnose('SCH010', { source, message, help }));
      continue;
    }
    const paths = listFiles(join(workspace.root, folder)).filter(
      (path) => !path.split('/').some((part) => leftovers.includes(part)),
    );
    if (paths.length === 0) diagnostics.push(diagnose('SRC011', { source, ...missing(folder, app, workspace) }));
    const odd = paths.filter((path) => !lstatSync(join(workspace.root, folder, path)).isFile());
    for (const path of odd) {
      const help = 'copy what it leads to into the folder';
      diagnostics.push(diagnose('SRC011', { source, message: `${folder}/${path} is no plain file`, help }));
    }
    if (paths.length > 0 && odd.length === 0)
      appRepos.push({ app, directory: `dist/app-repo/${app}`, files: filesOf(workspace, folder, paths, pipeline, facts) });
  }
  return { appRepos, diagnostics };
}

function filesOf(
  { root }: Workspace,
  folder: string,
  paths: readonly string[],
  pipeline: Pipeline,
  facts: ClusterFacts,
): readonly DiskFile[] {
  const template = paths
    .filter((path) => path !== 'Jenkinsfile')
    .map((path) => ({ path, text: readFileSync(join(root, folder, path)) }));
  return [...template, { path: 'Jenkinsfile', text: jenkinsfile(pipeline, facts) }];
}

function missing(folder: string, app: string, workspace: Workspace): Pick<Diagnostic, 'message' | 'help'> {
  const known = appNames(workspace).filter((name) => existsSync(join(workspace.root, `apps/${name}/app-repo`)));
  const meant = closest(app, known);
  return {
    message: `there is no ${folder} with the files of the application's repository`,
    help: meant === undefined ? `make ${folder}, with the Dockerfile from which the pipeline builds` : `did you mean "${meant}"?`,
  };
}
