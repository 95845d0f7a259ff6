import { defineCluster, namespace } from '@gitops/constructs';
import { broken } from '../../apps/broken/app';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web')],
  apps: [
    broken({
      namespace: 'web',
      role: { arn: 'arn:aws:iam::123456789012:role/web' },
    }),
    broken({
      namespace: 'web',
      beside: true,
    }),
    broken({}),
  ],
});
