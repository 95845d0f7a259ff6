import { ecr } from '@gitops/aws';
import { defineCluster, namespace } from '@gitops/constructs';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web')],
  pipelines: [
    { name: 'web', app: 'wev', repository: 'https://github.com/example/web', image: ecr('web') },
    { name: 'api', app: 'api', repository: 'https://github.com/example/api', image: ecr('api') },
  ],
});
