// Linted once in every type of project; which of these lines must fail is the table of lint-canary.spec.ts.
import '@apps/target-app';
import '@platform/target-component';
import '../../clusters/target-cluster/cluster';
import '@gitops/manifest';
import '@gitops/flux';
import '@gitops/engine';
import '@gitops/testing';
import '@gitops/nx-plugin';
