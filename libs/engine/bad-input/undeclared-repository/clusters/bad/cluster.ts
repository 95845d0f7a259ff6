import { ecr } from '@gitops/aws';
import { defineCluster, namespace } from '@gitops/constructs';
import { automated, pinned } from '@gitops/flux';
import { web } from '../../apps/web/app';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web'), namespace('other'), namespace('third')],
  registry: [{ name: 'web' }],
  apps: [
    web({ namespace: 'web', image: automated(ecr('wev'), { initial: '4f1c2d7' }) }),
    web({ namespace: 'other', folder: 'second', image: automated(ecr('api', { account: '210987654321' }), { initial: '1' }) }),
    web({ namespace: 'third', folder: 'third', image: pinned(ecr('worker'), { tag: '1' }) }),
  ],
});
