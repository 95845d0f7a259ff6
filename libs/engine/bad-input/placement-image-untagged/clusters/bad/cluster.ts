import { gitopsExample } from '../../apps/gitops-example/app';
import { defineCluster, namespace } from '@gitops/constructs';
import { pinned } from '@gitops/flux';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web', { podSecurity: 'privileged' })],
  apps: [gitopsExample({ namespace: 'web', image: pinned('nginx') })],
});
