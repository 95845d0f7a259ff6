import { defineCluster, namespace } from '@gitops/constructs';

export default defineCluster({
  name: 'bad',
  namespaces: [namespace('web'],
});
