import { Loop } from '../harness/loop';
import { NotYet } from '../harness/poll';
import { type Flow } from './flow';

const workload = 'workloads/gitops-example-dep.yaml';
const name = 'gitops-example-deployment';
const app = 'apps/gitops-example/app.ts';

/** What people do to a workload with fluxctl, and what a publish does then. */
export const fluxctl: Flow = {
  name: 'fluxctl',
  title: 'fluxctl lock and unlock are kept by a publish; deautomate and policy stop it, as docs/ownership.md says',
  async run(context) {
    const loop = await Loop.open(context, 'web');
    const namespace = loop.namespace('web');
    await loop.begin();
    await loop.running(namespace, 3, '4f1c2d7');
    const run = async (...args: readonly string[]): Promise<void> => {
      const before = await loop.repository.head();
      const command = [context.components.program('fluxctl'), `--url=${loop.fluxd.url}`, ...args];
      await loop.world.until(`fluxctl ${args.join(' ')}`, async () => {
        const { stderr } = await context.processes.run([...command, `--workload=${namespace}:deployment/${name}`]);
        // fluxd refuses for as long as it has not found out whether it may push.
        if ((await loop.repository.head()) === before) throw new NotYet(stderr);
      });
      context.step(`fluxctl ${args.join(' ')}: ${(await loop.repository.changedLines(loop.repository.branch)).join(' ').trim()}`);
    };

    await run('lock', '--user=Bob', '--message=wait for the migration');
    await loop.monorepo.edit(app, 'Replicas.default(3)', 'Replicas.default(4)');
    await loop.gitops('publish');
    const locked = await loop.repository.show(workload);
    const kept = /fluxcd\.io\/locked: .?true/.test(locked) && locked.includes('wait for the migration');
    context.proof('publish keeps the lock, its user and its message', kept && locked.includes('replicas: 4'), locked);
    await loop.synced();
    await loop.running(namespace, 4, '4f1c2d7');
    await loop.push('web', '8b0e6a3');
    await loop.fluxd.notifyImage(loop.image('web'));
    await loop.automationRounds(2);
    context.proof('and Flux leaves a locked workload alone', (await loop.tagLine(workload)).includes('4f1c2d7'));

    await run('unlock');
    await loop.bumped('web', '8b0e6a3', workload);
    await loop.running(namespace, 4, '8b0e6a3');
    context.proof('unlocked, it goes to 8b0e6a3', true);
    context.proof('and a publish has nothing to say', (await loop.gitops('publish')).includes('nothing to publish'));

    for (const edit of [['deautomate'], ['policy', '--tag-all=semver:~1']]) {
      await run(...edit);
      const before = await loop.repository.head();
      const refusal = await loop.gitops('publish', [], 1);
      const named = refusal.includes('OWN002') && refusal.includes(name);
      context.proof(`publish stops, and names what fluxctl ${edit.join(' ')} did`, named, refusal);
      context.proof('with nothing pushed', (await loop.repository.head()) === before);
      await loop.gitops('publish', ['--overwrite-drift', name]);
      const restored = await loop.repository.show(workload);
      const back =
        /fluxcd\.io\/automated: .?true/.test(restored) && !restored.includes('semver') && restored.includes(':8b0e6a3');
      context.proof('--overwrite-drift brings back what TypeScript says, and keeps the tag', back, restored);
      await loop.synced();
    }
  },
};
