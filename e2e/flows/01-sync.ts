import { KubeObject } from '../harness/kube-api';
import { Loop } from '../harness/loop';
import { type Flow } from './flow';

/** As most tutorials have it: the baseline standard takes it, the restricted one does not. */
const carelessPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'careless' },
  spec: { containers: [{ name: 'main', image: 'example' }] },
};

/** Seed 2.7: an empty repository, a publish, and everything runs. */
export const sync: Flow = {
  name: 'sync',
  title: 'publish to an empty repository; Flux syncs it, and three restricted pods run (seed 2.7)',
  async run(context) {
    const loop = await Loop.open(context, 'web');
    const { api } = loop.world.cluster;
    const namespace = loop.namespace('web');
    await loop.push('web', '4f1c2d7');
    await loop.gitops('publish');
    context.step('published to an empty repository');
    await loop.installFlux();
    await loop.synced();
    context.step('Flux has applied it, and moved its tag flux-sync there');
    await loop.running(namespace, 3, '4f1c2d7');
    context.proof('3 of 3 pods run 4f1c2d7', true);

    const found = await loop.object(`/api/v1/namespaces/${namespace}`);
    const level = found.metadata.labels?.['pod-security.kubernetes.io/enforce'];
    context.proof('the namespace enforces the restricted pod security standard', level === 'restricted', found);
    const refusal = await api.request('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All`, JSON.stringify(carelessPod));
    context.proof('and a pod without security context is refused there', refusal.status === 403, refusal);

    const services = await api.list(`/api/v1/namespaces/${namespace}/services`, KubeObject);
    const ingresses = await api.list(`/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`, KubeObject);
    context.proof('a Service and an Ingress', services.length === 1 && ingresses.length === 1, { services, ingresses });
    const commits = await loop.repository.log();
    context.proof('one commit in git: ours', commits.length === 1, commits);
  },
};
