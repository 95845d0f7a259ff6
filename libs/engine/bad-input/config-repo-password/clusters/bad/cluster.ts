import { defineCluster, namespace } from '@gitops/constructs';

export default defineCluster({
  name: 'bad',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'https://flux:hunter2@git.example.com/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web', { podSecurity: 'privileged' })],
  apps: [],
});
