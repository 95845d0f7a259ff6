import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Cluster } from '../harness/cluster';
import { type FlowContext } from './flow';

/** Steps that speak to AWS, to the host of the repository, or to a load balancer. */
const elsewhere = ['cluster', 'registry', 'images', 'publish', 'sync', 'webhook'];

/** What the script asks for; only the first time, since it must not need them again. */
const secrets = {
  ...{ JENKINS_ADMIN_USER: 'admin', JENKINS_ADMIN_PASSWORD: 'one' },
  ...{ JENKINS_GITHUB_USERNAME: 'ada', JENKINS_GITHUB_TOKEN: 'two', JENKINS_GITHUB_WEBHOOK: 'three' },
};

/**
 * Runs all steps of a bootstrap.sh that need nothing but the cluster, in the script's own order: from nothing, and again.
 * @param script absolute path
 */
export async function runScriptTwice(context: FlowContext, { kubeconfig }: Cluster, script: string): Promise<void> {
  const { processes, components, directory, proof } = context;
  const home = join(directory, 'home');
  await mkdir(home);
  const env = {
    ...{ HOME: home, KUBECONFIG: kubeconfig, KUBE_CONTEXT: 'loop' },
    PATH: `${dirname(components.program('kubectl'))}:${processes.path}`,
  };
  const listed = await processes.run(['bash', script, '--list']);
  const all = listed.stdout.trim().split('\n');
  const steps = all.filter((name) => !elsewhere.includes(name));
  context.step(`bootstrap.sh ${steps.join(' ')}`);
  const keys: string[] = [];
  for (const [time, given, expected] of [
    ['first', secrets, 'created'],
    ['second', {}, 'unchanged'],
  ] as const) {
    const { code, stdout, stderr } = await processes.run(['bash', script, ...steps], { env: { ...env, ...given } });
    const done = steps.filter((name) => stderr.split('\n').includes(`== ${name}`));
    proof(`each step succeeds the ${time} time`, code === 0 && done.length === steps.length, stderr + stdout);
    const changes = stdout.split('\n').filter((line) => /(?:created|configured|unchanged)$/.test(line));
    const right = changes.length > 0 && changes.every((line) => line.endsWith(expected));
    proof(`${String(changes.length)} objects are ${expected}`, right, changes);
    keys.push(/^ssh-ed25519 \S+/m.exec(stdout)?.[0] ?? 'none');
  }
  proof('and the deploy key stays', keys[0] !== 'none' && keys[0] === keys[1], keys);
}
