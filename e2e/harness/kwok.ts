import { type Components } from '../build/build';
import { KubeObject, type KubeApi } from './kube-api';
import { NotYet, until } from './poll';
import { freePorts } from './port';
import { type Processes, type Service } from './processes';
import { z } from 'zod';

const capacity = { cpu: '64', memory: '256Gi', pods: '1000' };
const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'loop', labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' } },
  status: { capacity, allocatable: capacity },
};

const Node = KubeObject.extend({
  status: z.looseObject({ conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]) }),
});

interface NodesOptions {
  readonly components: Components;
  readonly processes: Processes;
  /** The name of its log. */
  readonly name: string;
  readonly kubeconfig: string;
  readonly api: KubeApi;
  readonly pointless: () => void;
}

/** One node whose kubelet is kwok: its pods become Running and Ready without any container. */
export async function startNodes({ components, processes, name, kubeconfig, api, pointless }: NodesOptions): Promise<Service> {
  const [port = 0] = await freePorts(1);
  const service = processes.start(name, [
    components.program('kwok'),
    `--kubeconfig=${kubeconfig}`,
    '--manage-all-nodes=true',
    '--node-lease-duration-seconds=40', // without leases the pods go NotReady after 40 s
    `--server-address=127.0.0.1:${String(port)}`,
    '--node-ip=127.0.0.1',
  ]);
  const { status, body } = await api.request('POST', '/api/v1/nodes', JSON.stringify(node));
  if (status !== 201) throw new Error(`the API server took no node: ${body}`);
  await until(
    'a ready node',
    async () => {
      const { status: seen } = await api.get('/api/v1/nodes/loop', Node);
      const ready = seen.conditions.find(({ type }) => type === 'Ready')?.status;
      if (ready !== 'True') throw new NotYet(`Ready is ${ready ?? 'not said'}`);
    },
    { pointless },
  );
  return service;
}
