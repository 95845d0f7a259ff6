import { Pod } from '../harness/kube-api';
import { Loop, tagsOf } from '../harness/loop';
import { type Flow } from './flow';

const workload = 'workloads/gitops-example-dep.yaml';
const app = 'apps/gitops-example/app.ts';

/** Seed 2.8: Flux bumps; then TypeScript changes something else over the bump. */
export const bump: Flow = {
  name: 'bump',
  title: 'Flux bumps a tag; then TypeScript changes replicas, and no pod runs the old tag again (seed 2.8)',
  async run(context) {
    const loop = await Loop.open(context, 'web');
    const { api } = loop.world.cluster;
    const namespace = loop.namespace('web');
    await loop.begin();
    await loop.running(namespace, 3, '4f1c2d7');
    context.step('3 pods run 4f1c2d7');

    await loop.push('web', '8b0e6a3');
    const commit = await loop.bumped('web', '8b0e6a3', workload);
    const lines = await loop.repository.changedLines(commit.id);
    context.proof(`${commit.author} commits "${commit.subject}"`, commit.subject.includes(':8b0e6a3'), commit);
    context.proof('which changes one line', lines.length === 2, lines);
    await loop.running(namespace, 3, '8b0e6a3');
    context.step('3 pods run 8b0e6a3');

    const stale: string[] = [];
    const end = await api.watch(`/api/v1/namespaces/${namespace}/pods`, Pod, (type, pod) => {
      if (tagsOf(pod).some((tag) => tag !== '8b0e6a3')) stale.push(`${type} ${pod.metadata.name} ${tagsOf(pod).join()}`);
    });
    await loop.monorepo.edit(app, 'Replicas.default(3)', 'Replicas.default(5)');
    await loop.gitops('synth');
    const printed = await loop.gitops('publish');
    context.proof('publish says that the tag stays', printed.includes('stays at 8b0e6a3; TypeScript declares 4f1c2d7'), printed);
    await loop.synced();
    await loop.running(namespace, 5, '8b0e6a3');
    end();
    context.proof('5 pods run 8b0e6a3', true);
    context.proof('and no pod has run another tag since', stale.length === 0, stale);
    const ancestor = await loop.repository.git(['merge-base', '--is-ancestor', commit.id, loop.repository.branch]).then(
      () => true,
      () => false,
    );
    context.proof("Flux's commit is an ancestor of ours", ancestor);
  },
};
