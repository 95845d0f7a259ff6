import { gitopsExample } from '@apps/gitops-example';
import { gitopsHelmDemo } from '@apps/gitops-helm-demo';
import { ecr } from '@gitops/aws';
import { defineCluster, namespace } from '@gitops/constructs';
import { automated } from '@gitops/flux';

const demo = ecr('gitops-app-demo'); // the cluster's account and region complete it

export default defineCluster({
  name: 'gitops-cicd',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo', branch: 'master' },
  flux: { version: 1, namespace: 'gitops-flux', garbageCollection: true },
  namespaces: [namespace('gitops-cicd'), namespace('gitops-helm', { labels: { name: 'gitops-example' } })],
  platform: [],
  apps: [
    gitopsExample({ namespace: 'gitops-cicd', image: automated(demo, { initial: '4f1c2d7' }) }),
    gitopsHelmDemo({ namespace: 'gitops-helm', image: automated(demo, { initial: '4f1c2d7' }) }),
  ],
});
