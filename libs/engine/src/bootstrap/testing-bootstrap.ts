/** Workspaces for specs of bootstrap. Texts by path. */

const platform = `
import { ecr, ecrRepositoryUri, eksImageAccount, mirroredImage, roleAnnotations } from '@gitops/aws';
import { definePlatform, Image } from '@gitops/constructs';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';

const none = z.strictObject({});
const meta = { name: 'flux', namespace: 'flux' };

export const flux = definePlatform({
  name: 'flux',
  props: none,
  build(chart, _props, cluster) {
    const { region } = cluster.aws;
    const containers = [
      { name: 'flux', image: 'docker.io/fluxcd/flux:1.25.4', args: ['--git-url=git@github.com:example/config-repo'] },
      { name: 'proxy', image: mirroredImage(cluster, 'quay.io/team/proxy:1.0') },
      { name: 'eks', image: ecrRepositoryUri(ecr('eks/pause', { account: eksImageAccount(region) }), cluster.aws) + ':3.10' },
    ];
    const template = { metadata: { labels: { app: 'flux' } }, spec: { serviceAccountName: 'flux', containers } };
    const spec = { selector: { matchLabels: { app: 'flux' } }, template };
    new ApiObject(chart, 'deployment', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta, spec });
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
    const subjects = [{ kind: 'ServiceAccount', ...meta }];
    const binding = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' };
    new ApiObject(chart, 'binding', { ...binding, metadata: { name: 'flux' }, roleRef, subjects });
    const annotations = roleAnnotations('flux', cluster, meta);
    new ApiObject(chart, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...meta, annotations } });
  },
});

export const widgets = definePlatform({
  name: 'widgets',
  props: none,
  build(chart) {
    const schema = { openAPIV3Schema: { type: 'object' } };
    new ApiObject(chart, 'crd', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Widget', plural: 'widgets' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    });
  },
});

export const jenkins = definePlatform({
  name: 'jenkins',
  props: z.strictObject({ agents: Image }),
  build(chart) {
    const github = ['username', 'token', 'webhook'].map((keyName) => ({ name: 'jenkins-github', keyName }));
    const controller = { admin: { existingSecret: 'jenkins-admin' }, additionalExistingSecrets: github };
    const source = { repository: 'https://charts.jenkins.io', name: 'jenkins', version: '5.9.31' };
    new ApiObject(chart, 'release', {
      apiVersion: 'helm.fluxcd.io/v1',
      kind: 'HelmRelease',
      metadata: { name: 'jenkins', namespace: 'ci' },
      spec: { chart: source, values: { controller } },
    });
  },
});
`;

const app = `
import { defineApp, Image, WebService } from '@gitops/constructs';
import { z } from 'zod';

export const web = defineApp({
  name: 'web',
  props: z.strictObject({ image: Image, sidecar: Image.optional() }),
  build(chart, { image }) {
    new WebService(chart, 'web', { image, port: 80 });
  },
});
`;

/** A cluster that declares all that bootstrap knows of, with stand-ins for the platform's components. */
export const fullCluster: Readonly<Record<string, string>> = {
  'platform/tools/component.ts': platform,
  'apps/web/app.ts': app,
  'apps/web/app-repo/Dockerfile': 'FROM scratch\n',
  'clusters/full/cluster.ts': `
import { ecr } from '@gitops/aws';
import { defineCluster, namespace } from '@gitops/constructs';
import { automated, pinned } from '@gitops/flux';
import { web } from '../../apps/web/app';
import { flux, jenkins, widgets } from '../../platform/tools/component';

export default defineCluster({
  name: 'full',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  eks: {
    nodeGroups: [{ name: 'workers', instanceType: 't3.medium', min: 1, max: 2, desired: 2, sshKey: 'ops' }],
    serviceAccounts: [{ namespace: 'flux', name: 'flux', awsPolicies: ['AmazonEC2ContainerRegistryReadOnly'] }],
    addons: [{ name: 'aws-ebs-csi-driver', wellKnownPolicies: ['ebsCSIController'] }],
  },
  registry: [{ name: 'team/web' }, { name: 'agent', keep: 20 }],
  mirrors: { images: { 'quay.io/team': '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/quay' } },
  configRepo: { url: 'git@github.com:example/config-repo', path: 'clusters/full' },
  flux: { version: 1, namespace: 'flux', garbageCollection: true },
  pipelines: [{ name: 'web', app: 'web', repository: 'https://github.com/example/app-repo', image: ecr('team/web') }],
  namespaces: [
    namespace('web', { podSecurity: 'privileged' }),
    namespace('flux', { podSecurity: 'privileged' }),
    namespace('ci', { podSecurity: 'baseline' }),
  ],
  platform: [flux(), widgets(), jenkins({ agents: pinned(ecr('agent'), { tag: '1.0.0' }) })],
  apps: [
    web({
      namespace: 'web',
      image: automated(ecr('team/web'), { initial: '4f1c2d7' }),
      sidecar: pinned(ecr('elsewhere', { account: '210987654321' }), { tag: '2.1' }),
    }),
  ],
});
`,
};

/** A cluster that declares as little as there can be: it is there already, and its Flux comes from the Helm chart. */
export const bareCluster: Readonly<Record<string, string>> = {
  'clusters/bare/cluster.ts': `
import { defineCluster } from '@gitops/constructs';

export default defineCluster({
  name: 'bare',
  kubernetes: '1.35',
  aws: { account: '210987654321', region: 'eu-central-1' },
  configRepo: { url: 'ssh://git@git.example.com:2222/team/config', branch: 'main' },
  flux: { version: 1, namespace: 'gitops', syncTag: 'applied' },
});
`,
};
