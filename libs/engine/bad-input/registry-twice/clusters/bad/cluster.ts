import { defineCluster, namespace } from '@gitops/constructs';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web')],
  registry: [{ name: 'web' }, { name: 'api' }, { name: 'web', keep: 10 }],
});
