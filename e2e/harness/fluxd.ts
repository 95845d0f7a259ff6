import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Components } from '../build/build';
import { NotYet, until } from './poll';
import { freePorts } from './port';
import { type Processes, type Service } from './processes';
import { withFlags } from './flags';

export interface FluxdOptions {
  readonly components: Components;
  readonly processes: Processes;
  /** The name of its log. */
  readonly name: string;
  /** Absolute; its HOME. */
  readonly directory: string;
  readonly kubeconfig: string;
  /** As in the container of its Deployment. */
  readonly args: readonly string[];
  readonly memcachedPort: number;
}

/** A running fluxd, and its HTTP API. */
export interface Fluxd {
  /** `http://127.0.0.1:<port>/api/flux`, what `fluxctl --url` takes. */
  readonly url: string;
  readonly service: Service;
  /** Tells it of a new image at once; it forgets names that it has not seen in the cluster yet, so ask again until it acts. */
  notifyImage(image: string): Promise<void>;
  /** Lets it read git at once. */
  notifyGit(url: string, branch: string): Promise<void>;
  /** Lines of its log that tell of a warning or an error. */
  complaints(): Promise<readonly string[]>;
}

/** Neither looks for newer versions of itself, nor asks for the credentials of a machine in AWS. */
const offline = { CHECKPOINT_DISABLE: '1', AWS_EC2_METADATA_DISABLED: 'true' };

export async function startFluxd(options: FluxdOptions): Promise<Fluxd> {
  const { components, processes, name, directory, kubeconfig, args, memcachedPort } = options;
  const keys = join(directory, 'keys');
  await mkdir(keys, { recursive: true });
  // The git of whoever runs this has no say.
  await writeFile(join(directory, '.gitconfig'), '');
  const [port = 0, metricsPort = 0] = await freePorts(2);
  const address = `127.0.0.1:${String(port)}`;
  // What a pod has: ports of its own, the cluster's DNS, a kubectl in its image, a service account's files.
  const local = {
    listen: address,
    'listen-metrics': `127.0.0.1:${String(metricsPort)}`,
    'memcached-hostname': '127.0.0.1',
    'memcached-port': String(memcachedPort),
    'kube-config': kubeconfig,
    'kubernetes-kubectl': components.program('kubectl'),
    'ssh-keygen-dir': keys,
  };
  const kubeyaml = components.program('kubeyaml');
  const service = processes.start(name, [components.program('fluxd'), ...withFlags(args, local)], {
    cwd: directory,
    env: {
      ...offline,
      HOME: directory,
      KUBECONFIG: kubeconfig,
      TMPDIR: directory,
      PATH: `${kubeyaml.slice(0, kubeyaml.lastIndexOf('/'))}:${processes.path}`,
    },
  });
  const url = `http://${address}/api/flux`;
  await until(
    'fluxd to answer',
    async () => {
      const { status } = await fetch(`${url}/v6/identity.pub`, { method: 'GET' });
      if (status >= 500) throw new NotYet(`HTTP ${String(status)}`);
    },
    {
      pointless: () => {
        processes.assertRunning();
      },
    },
  );
  const notify = async (change: object): Promise<void> => {
    const answer = await fetch(`${url}/v11/notify`, { method: 'POST', body: JSON.stringify(change) });
    if (!answer.ok) throw new NotYet(`fluxd answers ${String(answer.status)} to a notification`);
  };
  return {
    url,
    service,
    notifyImage: (image) => {
      const slash = image.indexOf('/');
      const name = { Domain: image.slice(0, slash), Image: image.slice(slash + 1) };
      return notify({ Kind: 'image', Source: { Name: name } });
    },
    notifyGit: (git, branch) => notify({ Kind: 'git', Source: { URL: git, Branch: branch } }),
    complaints: async () => (await service.log()).split('\n').filter(isComplaint),
  };
}

/** fluxd looks at git before it has cloned anything, and says so each time. */
function isComplaint(line: string): boolean {
  return /\b(?:warning|error|err)=(?!null)/.test(line) && !line.includes('git repo has not been cloned yet');
}
