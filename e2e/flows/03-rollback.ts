import { Loop } from '../harness/loop';
import { type Flow, type FlowContext } from './flow';

const workload = 'workloads/gitops-example-dep.yaml';
const app = 'apps/gitops-example/app.ts';
const name = 'gitops-example-deployment';

/** A bad image: why a revert does not hold, and what does. */
export const rollback: Flow = {
  name: 'rollback',
  title: 'git revert is bumped again; gitops rollback holds, through publishes too; unlock lets Flux go on',
  async run(context) {
    const loop = await Loop.open(context, 'web');
    const namespace = loop.namespace('web');
    await loop.begin();
    await loop.push('web', '8b0e6a3');
    const bad = await loop.bumped('web', '8b0e6a3', workload);
    await loop.running(namespace, 3, '8b0e6a3');
    context.step('3 pods run 8b0e6a3, which is bad');

    await revert(loop, context, bad.id);
    const again = await loop.bumped('web', '8b0e6a3', workload);
    context.proof('Flux commits the same bump again after a git revert', again.id !== bad.id, again);

    await loop.gitops('rollback', [name, '--message', 'login is broken']);
    const rolledBack = await loop.repository.head();
    await loop.synced();
    await loop.running(namespace, 3, '4f1c2d7');
    context.step('gitops rollback: 3 pods run 4f1c2d7');
    await loop.automationRounds(2);
    context.proof('two rounds of automation later it stands', (await loop.repository.head()) === rolledBack);
    await loop.monorepo.edit(app, 'Replicas.default(3)', 'Replicas.default(4)');
    await loop.gitops('publish');
    await loop.synced();
    await loop.running(namespace, 4, '4f1c2d7');
    await loop.automationRounds(2);
    const held = await loop.repository.show(workload);
    const holds = held.includes(':4f1c2d7') && held.includes('fluxcd.io/locked: ') && held.includes('login is broken');
    context.proof('and through a publish: 4 pods of 4f1c2d7, locked', holds, held);

    await loop.push('web', 'c93d1f0');
    await loop.gitops('unlock', [name]);
    await loop.bumped('web', 'c93d1f0', workload);
    await loop.running(namespace, 4, 'c93d1f0');
    context.proof('after unlock 4 pods run c93d1f0, the newest tag', !(await loop.repository.show(workload)).includes('locked'));
  },
};

async function revert(loop: Loop, { directory, step }: FlowContext, commit: string): Promise<void> {
  const { repository } = loop;
  await repository.git(['clone', '--quiet', repository.url, `${directory}/clone`], directory);
  await repository.git(['revert', '--no-edit', commit], `${directory}/clone`);
  await repository.git(['push', '--quiet'], `${directory}/clone`);
  step(`git revert puts ${await loop.tagLine(workload)}`);
}
