import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { helm, kubeVersion, readHelmRelease, readManifests } from '../harness/helm';
import { Pod } from '../harness/kube-api';
import { Monorepo } from '../harness/monorepo';
import { type Flow } from './flow';

const cluster = 'gitops-cicd';

/** The workspace's charts under the helm that the operator has in it. */
export const charts: Flow = {
  name: 'charts',
  title: "every chart of ours renders, lints and installs under the Helm Operator's own helm, 3.7.0",
  async run(context) {
    const world = await context.world();
    const { processes, workspace, directory } = context;
    const version = await helm(context, ['version', '--template={{.Version}}']);
    context.step(`helm ${version.stdout}`);
    const monorepo = await Monorepo.create({ processes, workspace, directory: join(directory, 'monorepo') });
    const made = await monorepo.gitops(['synth', cluster]);
    context.proof(`gitops synth ${cluster}`, made.code === 0, made);
    const output = monorepo.path('dist/config-repo');
    const names = await readdir(join(output, 'charts'));
    const releases = await readReleases(join(output, 'releases'), directory);
    for (const name of names) {
      const path = join(output, 'charts', name);
      const namespace = `${context.name}-${name}`;
      const values = releases.filter(({ chart }) => chart === `charts/${name}`).map((release) => `--values=${release.values}`);
      const rendered = await helm(context, ['template', name, path, `--namespace=${namespace}`, ...values, kubeVersion]);
      const objects = rendered.code === 0 ? readManifests(rendered.stdout) : [];
      context.proof(`${name} renders ${String(objects.length)} objects`, objects.length > 0, rendered);
      const lint = await helm(context, ['lint', '--strict', path, ...values]);
      context.proof(`${name} passes helm lint --strict`, lint.code === 0, lint);

      const kubeconfig = `--kubeconfig=${world.cluster.kubeconfig}`;
      const where = [kubeconfig, `--namespace=${namespace}`];
      const installed = await helm(context, ['install', name, path, ...where, '--create-namespace', '--wait', ...values]);
      context.proof(`helm installs it, and waits until it is ready`, installed.code === 0, installed);
      const pods = await world.cluster.api.list(`/api/v1/namespaces/${namespace}/pods`, Pod);
      context.proof(
        `${String(pods.length)} pods run`,
        pods.every(({ status }) => status.phase === 'Running'),
        pods,
      );
      const removed = await helm(context, ['uninstall', name, ...where]);
      context.proof('helm uninstalls it', removed.code === 0, removed);
    }
  },
};

/** The releases whose charts lie in the repository. */
async function readReleases(path: string, directory: string): Promise<readonly Awaited<ReturnType<typeof readHelmRelease>>[]> {
  const texts = await Promise.all((await readdir(path)).map((name) => readFile(join(path, name), 'utf8')));
  return Promise.all(texts.filter((text) => /^ +path: charts\//m.test(text)).map((text) => readHelmRelease(text, directory)));
}
