import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Components } from '../build/build';
import { KubeApi } from './kube-api';
import { writeKubeconfig } from './kubeconfig';
import { startNodes } from './kwok';
import { NotYet, until } from './poll';
import { freePorts } from './port';
import { type Outcome, type Processes, type Service, type Surroundings } from './processes';

export interface ClusterOptions {
  readonly components: Components;
  readonly processes: Processes;
  /** Absolute; receives the data of etcd, certificates and kubeconfigs. */
  readonly directory: string;
  /** Begins the names of its services; default: nothing. */
  readonly prefix?: string;
}

/** A Kubernetes control plane on loopback, with nodes that only claim to run pods. */
export interface Cluster {
  readonly api: KubeApi;
  readonly server: string;
  readonly caFile: string;
  /** Of somebody who may do everything. */
  readonly kubeconfig: string;
  /** For people to type, with its kubeconfig. */
  readonly kubectlCommand: string;
  kubectl(args: readonly string[], surroundings?: Surroundings): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Starts etcd, the API server, the controllers, the scheduler and kwok; ready when a node is. */
export async function startCluster({ components, processes, directory, prefix = '' }: ClusterOptions): Promise<Cluster> {
  await mkdir(directory, { recursive: true });
  const pointless = (): void => {
    processes.assertRunning();
  };
  const services: Service[] = [];
  const start = (name: string, command: readonly string[]): void => {
    services.push(processes.start(`${prefix}${name}`, command));
  };
  const [etcdPort = 0, peerPort = 0, apiPort = 0] = await freePorts(3);
  const [etcd, peer] = [`http://127.0.0.1:${String(etcdPort)}`, `http://127.0.0.1:${String(peerPort)}`];
  start('etcd', [
    components.program('etcd'),
    '--unsafe-no-fsync', // the data lives as long as the run
    `--data-dir=${join(directory, 'etcd')}`,
    ...[`--listen-client-urls=${etcd}`, `--advertise-client-urls=${etcd}`],
    ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=default=${peer}`],
    '--log-level=warn',
  ]);

  const token = randomBytes(16).toString('hex');
  const tokensFile = join(directory, 'tokens.csv');
  await writeFile(tokensFile, `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  const keyFile = join(directory, 'service-accounts.key');
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' });
  await writeFile(keyFile, key, { mode: 0o600 });
  const certificates = join(directory, 'certificates');
  start('kube-apiserver', [
    components.program('kube-apiserver'),
    `--etcd-servers=${etcd}`,
    ...['--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${String(apiPort)}`],
    '--endpoint-reconciler-type=none',
    `--cert-dir=${certificates}`,
    `--token-auth-file=${tokensFile}`,
    '--authorization-mode=RBAC',
    ...['--service-account-issuer=https://kubernetes.default.svc', `--service-account-key-file=${keyFile}`],
    `--service-account-signing-key-file=${keyFile}`,
    '--service-cluster-ip-range=10.96.0.0/16',
  ]);

  const server = `https://127.0.0.1:${String(apiPort)}`;
  const caFile = join(certificates, 'apiserver.crt'); // the server signs its own certificate
  const api = await until(
    'the API server',
    async () => {
      const client = new KubeApi({ server, token, ca: await readFile(caFile, 'utf8') });
      const { status, body } = await client.request('GET', '/readyz');
      if (status !== 200) throw new NotYet(`HTTP ${String(status)} ${body}`);
      return client;
    },
    { pointless },
  );
  const kubeconfig = await writeKubeconfig({ directory, name: 'admin', server, caFile, token });
  const secondary = [`--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--secure-port=0'];
  start('kube-controller-manager', [
    components.program('kube-controller-manager'),
    ...secondary,
    '--use-service-account-credentials=false',
    `--service-account-private-key-file=${keyFile}`,
    `--root-ca-file=${caFile}`,
  ]);
  start('kube-scheduler', [components.program('kube-scheduler'), ...secondary]);
  services.push(await startNodes({ components, processes, name: `${prefix}kwok`, kubeconfig, api, pointless }));

  const discovery = join(directory, 'kubectl-cache');
  return {
    api,
    server,
    caFile,
    kubeconfig,
    kubectlCommand: `${components.program('kubectl')} --kubeconfig=${kubeconfig}`,
    kubectl: (args, surroundings = {}) =>
      processes.run(
        [components.program('kubectl'), `--kubeconfig=${kubeconfig}`, `--cache-dir=${discovery}`, ...args],
        surroundings,
      ),
    stop: async () => {
      api.close();
      for (const service of services.reverse()) await service.stop();
    },
  };
}
