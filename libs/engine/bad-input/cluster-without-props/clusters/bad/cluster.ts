import { defineCluster } from '@gitops/constructs';

export default defineCluster();
