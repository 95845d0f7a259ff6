import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Components } from '../build/build';
import { withFlags } from './flags';
import { NotYet, until } from './poll';
import { freePorts } from './port';
import { type Processes, type Service } from './processes';

export interface HelmOperatorOptions {
  readonly components: Components;
  readonly processes: Processes;
  /** The name of its log. */
  readonly name: string;
  /** Absolute; its HOME. */
  readonly directory: string;
  readonly kubeconfig: string;
  /** As in the container of its Deployment. */
  readonly args: readonly string[];
}

/** Starts the Helm Operator for every namespace; its CRD must be there already. */
export async function startHelmOperator(options: HelmOperatorOptions): Promise<Service> {
  const { components, processes, name, directory, kubeconfig, args } = options;
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, '.gitconfig'), '');
  const [port = 0] = await freePorts(1);
  const address = `127.0.0.1:${String(port)}`;
  const kubectl = components.program('kubectl');
  const path = `${kubectl.slice(0, kubectl.lastIndexOf('/'))}:${processes.path}`;
  const service = processes.start(
    name,
    [components.program('helm-operator'), ...withFlags(args, { kubeconfig, listen: address })],
    {
      cwd: directory,
      env: { HOME: directory, TMPDIR: directory, KUBECONFIG: kubeconfig, PATH: path },
    },
  );
  await until(
    'the Helm Operator to answer',
    async () => {
      const { status } = await fetch(`http://${address}/healthz`);
      if (status !== 200) throw new NotYet(`HTTP ${String(status)}`);
    },
    {
      pointless: () => {
        processes.assertRunning();
      },
    },
  );
  return service;
}
