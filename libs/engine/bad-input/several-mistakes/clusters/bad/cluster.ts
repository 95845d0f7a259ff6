import { gitopsExample } from '../../apps/gitops-example/app';
import { defineCluster, namespace } from '@gitops/constructs';
import { automated } from '@gitops/flux';
import { broken } from '../../apps/broken/app';
import { second } from '../../apps/second/app';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web', { podSecurity: 'privileged' }), namespace('B')],
  apps: [
    gitopsExample({ namespace: 'wbe', image: automated('nginx', { initial: '1.27' }), replicas: -1, relicas: 2 }),
    broken({ namespace: 'web' }),
    second({ namespace: 'web' })
  ],
});
