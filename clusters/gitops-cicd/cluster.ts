import { gitopsExample } from '@apps/gitops-example';
import { gitopsHelmDemo } from '@apps/gitops-helm-demo';
import { ecr } from '@gitops/aws';
import { defineCluster, namespace } from '@gitops/constructs';
import { automated, pinned } from '@gitops/flux';
import { awsLoadBalancerController } from '@platform/aws-load-balancer-controller';
import { flux } from '@platform/flux';
import { helmOperator } from '@platform/helm-operator';
import { jenkins } from '@platform/jenkins';

const demo = ecr('gitops-app-demo'); // the cluster's account and region complete it

export default defineCluster({
  name: 'gitops-cicd',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  eks: {
    nodeGroups: [{ name: 'gitops-workers', instanceType: 't3.medium', min: 1, max: 2, desired: 2, sshKey: 'gitops-cicd' }],
    addons: [
      { name: 'aws-ebs-csi-driver', wellKnownPolicies: ['ebsCSIController'] },
      { name: 'vpc-cni', configuration: { enableNetworkPolicy: 'true' } },
    ],
    serviceAccounts: [
      { namespace: 'gitops-flux', name: 'flux', awsPolicies: ['AmazonEC2ContainerRegistryReadOnly'] },
      { namespace: 'kube-system', name: 'aws-load-balancer-controller', wellKnownPolicies: ['awsLoadBalancerController'] },
      { namespace: 'gitops-jenkins-agents', name: 'gitops-jenkins-agent', awsPolicies: ['AmazonEC2ContainerRegistryPowerUser'] },
    ],
  },
  registry: [{ name: 'gitops-app-demo' }, { name: 'jenkins-slave' }, { name: 'fluxcd/flux' }, { name: 'fluxcd/helm-operator' }],
  mirrors: { images: { 'docker.io/fluxcd': '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/fluxcd' } }, // no public mirror has it
  configRepo: { url: 'git@github.com:example/config-repo', branch: 'master' },
  flux: { version: 1, namespace: 'gitops-flux', garbageCollection: true },
  pipelines: [{ name: 'gitops-cicd', app: 'gitops-example', repository: 'https://github.com/example/app-repo', image: demo }],
  namespaces: [
    namespace('gitops-cicd'),
    namespace('gitops-flux', { podSecurity: 'baseline' }), // fluxd runs as root
    namespace('gitops-helm', { labels: { name: 'gitops-example' } }),
    namespace('gitops-jenkins'),
  ],
  platform: [
    awsLoadBalancerController({ namespace: 'kube-system' }),
    flux(),
    helmOperator(),
    jenkins({
      namespace: 'gitops-jenkins',
      agents: { image: pinned(ecr('jenkins-slave'), { tag: '1.0.0' }) },
      persistence: { storageClass: 'gp2' },
    }),
  ],
  apps: [
    gitopsExample({ namespace: 'gitops-cicd', image: automated(demo, { initial: '4f1c2d7' }) }),
    gitopsHelmDemo({ namespace: 'gitops-helm', image: automated(demo, { initial: '4f1c2d7' }) }),
  ],
});
