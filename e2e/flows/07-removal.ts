import { KubeObject } from '../harness/kube-api';
import { Loop } from '../harness/loop';
import { NotYet } from '../harness/poll';
import { type Flow } from './flow';

const kinds = ['apis/apps/v1/%/deployments', 'api/v1/%/services', 'apis/networking.k8s.io/v1/%/ingresses'] as const;

/** What leaves the TypeScript leaves the cluster, and nothing else does. */
export const removal: Flow = {
  name: 'removal',
  title: 'an app leaves the TypeScript; publish prunes it, and Flux deletes its objects and no others',
  async run(context) {
    const loop = await Loop.open(context, 'pair');
    const [stays, goes] = [loop.namespace('web'), loop.namespace('other')];
    await loop.begin(['web', 'other']);
    for (const namespace of [stays, goes]) await loop.running(namespace, 3, '4f1c2d7');
    const before = await objects(loop, stays);
    context.proof('two apps: 3 objects each', before.length === 3 && (await objects(loop, goes)).length === 3, before);

    await loop.monorepo.edit('clusters/loop/cluster.ts', /^.*folder: 'other'.*\n/m, '');
    await loop.gitops('publish');
    const files = await loop.repository.git(['ls-tree', '-r', '--name-only', loop.repository.branch]);
    context.proof(
      'publish prunes its files',
      !files.includes('other/gitops-example') && files.includes('gitops-example-dep'),
      files,
    );
    await loop.synced();
    await loop.world.until(`the objects in ${goes} to go`, async () => {
      const left = await objects(loop, goes);
      if (left.length > 0) throw new NotYet(left.join(', '));
    });
    await loop.world.until(`the pods in ${goes} to go`, async () => {
      const left = await loop.pods(goes);
      if (left.length > 0) throw new NotYet(`${String(left.length)} pods`);
    });
    context.step('Flux has deleted its Deployment, Service and Ingress; its pods are gone');
    const after = await objects(loop, stays);
    context.proof('the other app has the very same objects as before', after.join() === before.join(), { before, after });
    const namespace = await loop.object(`/api/v1/namespaces/${goes}`);
    context.proof('and the namespace stays, since TypeScript still names it', namespace.metadata.deletionTimestamp === undefined);
  },
};

/** Kind, name and uid. */
async function objects(loop: Loop, namespace: string): Promise<readonly string[]> {
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const path = `/${kind.replace('%', `namespaces/${namespace}`)}`;
      const found = await loop.world.cluster.api.list(path, KubeObject);
      return found.map(({ metadata }) => `${kind.slice(kind.lastIndexOf('/') + 1)}/${metadata.name} ${metadata.uid ?? ''}`);
    }),
  );
  return lists.flat();
}
