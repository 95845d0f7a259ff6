import { join } from 'node:path';
import { z } from 'zod';
import { type Cluster, startCluster } from '../harness/cluster';
import { ConfigRepository } from '../harness/config-repository';
import { withFlags } from '../harness/flags';
import { type Fluxd, startFluxd } from '../harness/fluxd';
import { readInstallation, serviceAccountKubeconfig } from '../harness/installation';
import { KubeObject } from '../harness/kube-api';
import { startMemcached } from '../harness/memcached';
import { Monorepo } from '../harness/monorepo';
import { NotYet, until } from '../harness/poll';
import { freePorts } from '../harness/port';
import { runScriptTwice } from './bootstrap-script';
import { type Flow, type FlowContext } from './flow';
import { leastPrivilege } from './least-privilege';
import { mountsAreThere } from './mounts';

const cluster = 'gitops-cicd';

/** The workspace's own cluster, from nothing: its script, then its Flux, and what each of its programs may do. */
export const bootstrap: Flow = {
  name: 'bootstrap',
  title: 'an empty cluster: bootstrap.sh twice, then Flux applies the rest as its service account; who may do what',
  async run(context) {
    const { processes, components, workspace, directory } = context;
    const kubernetes = await startCluster({ components, processes, directory: join(directory, 'cluster'), prefix: 'bootstrap-' });
    context.atEnd(() => kubernetes.stop());
    context.lookWith('kubectl', `${kubernetes.kubectlCommand} get all --all-namespaces`);
    context.step('started another etcd and control plane, with nothing in it');
    const monorepo = await Monorepo.create({ processes, workspace, directory: join(directory, 'monorepo') });
    for (const verb of ['synth', 'bootstrap']) {
      const made = await monorepo.gitops([verb, cluster]);
      context.proof(`gitops ${verb} ${cluster}`, made.code === 0, made);
    }
    const repository = await ConfigRepository.create(processes, join(directory, 'config-repo.git'));
    const publish = async (): Promise<void> => {
      const published = await monorepo.gitops(['publish', cluster, '--config-repo', repository.directory]);
      if (published.code !== 0) throw new Error(`gitops publish ${cluster}: ${published.stdout}${published.stderr}`);
    };
    await publish();
    context.step('published, as the script does before it touches the cluster');
    await runScriptTwice(context, kubernetes, monorepo.path(`dist/bootstrap/${cluster}/bootstrap.sh`));

    const fluxd = await installFlux(context, kubernetes, repository);
    await synced(context, fluxd, repository);
    const complaints = await fluxd.complaints();
    context.proof('Flux applies all of it with the rights of its service account', complaints.length === 0, complaints);
    await allIsThere(context, kubernetes, repository);
    await podsRun(context, kubernetes);
    await mountsAreThere(context, kubernetes);

    const file = `clusters/${cluster}/cluster.ts`;
    await monorepo.edit(
      file,
      "import { flux } from '@platform/flux';",
      "import { ecrCredentials } from '@platform/ecr-credentials';\n$&",
    );
    await monorepo.edit(file, '    flux(),\n', '    ecrCredentials(),\n$&');
    await publish();
    await synced(context, fluxd, repository);
    context.step('platform/ecr-credentials, which China does not need, is added to the copy');
    await podsRun(context, kubernetes);
    await leastPrivilege(context, kubernetes);
  },
};

/** As its Deployment says, but for where the repository lies. Nothing is scanned: the images are in nobody's registry. */
async function installFlux(context: FlowContext, kubernetes: Cluster, repository: ConfigRepository): Promise<Fluxd> {
  const { components, processes, directory, name } = context;
  const installation = readInstallation(await repository.show('workloads/flux-dep.yaml'));
  const [memcachedPort = 0] = await freePorts(1);
  const memcached = await startMemcached(memcachedPort);
  context.atEnd(() => memcached.stop());
  const fluxd = await startFluxd({
    ...{ components, processes, memcachedPort },
    name: `${name}-fluxd`,
    directory: join(directory, 'fluxd'),
    kubeconfig: await serviceAccountKubeconfig(kubernetes, installation, directory),
    args: withFlags(installation.args, { 'git-url': repository.url, 'registry-disable-scanning': true }),
  });
  context.atEnd(() => fluxd.service.stop());
  return fluxd;
}

async function synced({ processes }: FlowContext, fluxd: Fluxd, repository: ConfigRepository): Promise<void> {
  const head = await repository.head();
  await fluxd.notifyGit(repository.url, repository.branch);
  await until(
    `Flux to apply ${head}`,
    async () => {
      const applied = (await repository.git(['rev-parse', 'flux-sync^{commit}'])).trim();
      if (applied !== head) throw new NotYet(`flux-sync is at ${applied}`);
    },
    { pointless: () => processes.assertRunning() },
  );
}

async function allIsThere({ directory, proof }: FlowContext, kubernetes: Cluster, repository: ConfigRepository): Promise<void> {
  const files = (await repository.git(['ls-tree', '-r', '--name-only', repository.branch])).split('\n');
  const manifests = files.filter((path) => path.endsWith('.yaml') && !path.startsWith('charts/'));
  const work = join(directory, 'config-repo');
  await repository.git(['clone', '--quiet', repository.url, work], directory);
  const there = await kubernetes.kubectl(['get', '--output=name', ...manifests.map((path) => `--filename=${join(work, path)}`)]);
  const found = there.stdout.trim().split('\n').length;
  proof(
    `${String(found)} objects of ${String(manifests.length)} manifests are there`,
    there.code === 0 && found === manifests.length,
    there,
  );
}

const Deployment = KubeObject.extend({
  metadata: KubeObject.shape.metadata.extend({ namespace: z.string() }),
  spec: z.looseObject({ replicas: z.number() }),
  status: z.looseObject({ availableReplicas: z.number().default(0) }),
});

/** Of every Deployment, under the pod security standard of its namespace. */
async function podsRun({ processes, proof }: FlowContext, { api }: Cluster): Promise<void> {
  const deployments = await until(
    'the pods of all Deployments',
    async () => {
      const found = await api.list('/apis/apps/v1/deployments', Deployment);
      const waiting = found.filter(({ spec, status }) => status.availableReplicas !== spec.replicas);
      if (waiting.length > 0) throw new NotYet(`not available: ${waiting.map(({ metadata }) => metadata.name).join(', ')}`);
      return found;
    },
    { pointless: () => processes.assertRunning() },
  );
  const lines = deployments.map(async ({ metadata, spec }) => {
    const namespace = await api.get(`/api/v1/namespaces/${metadata.namespace}`, KubeObject);
    const level = namespace.metadata.labels?.['pod-security.kubernetes.io/enforce'] ?? 'none';
    return `${String(spec.replicas)} of ${metadata.name} (${level})`;
  });
  const described = await Promise.all(lines);
  const enforced = described.every((line) => /\((?:baseline|restricted)\)$/.test(line));
  proof(`pods run under the pod security standard of their namespaces: ${described.join(', ')}`, enforced, described);
}
