import { gitopsExample } from '@apps/gitops-example';
import { defineCluster, namespace } from '@gitops/constructs';
import { automated } from '@gitops/flux';
import { flux } from '@platform/flux';

export default defineCluster({
  name: 'loop',
  kubernetes: '1.27',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'file:///config-repo.git', branch: 'master' },
  flux: { version: 1, namespace: 'loop-flux', garbageCollection: true },
  namespaces: [namespace('loop-flux', { podSecurity: 'baseline' }), namespace('loop-web')],
  platform: [
    flux({
      gitPollInterval: '5s',
      syncInterval: '30s',
      automationInterval: '1s',
      insecureRegistries: ['127.0.0.1:5000'],
    }),
  ],
  apps: [gitopsExample({ namespace: 'loop-web', image: automated('127.0.0.1:5000/web', { initial: '4f1c2d7' }) })],
});
