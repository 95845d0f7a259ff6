import { defineCluster, namespace } from '@gitops/constructs';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web')],
  eks: {
    nodeGroups: [{ name: 'workers', instanceType: 't3.medium', min: 1, max: 2, desired: 3, sshPublicKey: 'ops' }],
    serviceAccounts: [
      { namespace: 'flux', name: 'flux' },
      { namespace: 'flux', name: 'flux', awsPolicies: ['arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'] },
      { namespace: 'flux', name: 'flux', wellKnownPolicies: ['imageBuilders'] },
    ],
  },
});
