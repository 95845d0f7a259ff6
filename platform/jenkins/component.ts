import { mirroredImage, mirroredPlugins } from '@gitops/aws';
import { definePlatform, placedNamespace, restrictedContainer, type ClusterFacts } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { foreignSource, releaseValues } from '@gitops/helm';
import { agentPod, assertRepositoryOfItsOwn, configurationAsCode, gitHubSecretKeys } from '@gitops/jenkins';
import { k8s } from 'cdk8s-plus-27';
import { Agents } from './agents';
import { chart as helmChart } from './generated/chart';
import { plugins, pluginSources } from './plugins';
import { JenkinsProps } from './props';

/** The user of the official image. */
const userId = 1000;

/**
 * Jenkins, as a release of its official chart, configured by code alone: what is clicked together in it lasts until the
 * next change here. Its jobs are the cluster's `pipelines`. Two Secrets must be there before: see `adminSecret` and
 * `gitHubSecret`.
 */
export const jenkins = definePlatform({
  name: 'jenkins',
  props: JenkinsProps,
  build(chart, props, cluster) {
    const { name, ingress, host, persistence } = props;
    const namespace = placedNamespace('jenkins', chart);
    const agentsNamespace = props.agents.namespace ?? `${name}-agents`;
    assertRepositoryOfItsOwn('jenkins', props.agents.image.name, cluster);

    const agents = new Agents(chart, 'agents', {
      namespace: agentsNamespace,
      jenkins: { namespace, name },
      roleArn: props.agents.roleArn,
      cluster,
    });
    readsConfiguration(chart, name, namespace);

    const secured = 'alb.ingress.kubernetes.io/certificate-arn' in ingress.annotations;
    const casc = configurationAsCode({
      internalUrl: `http://${name}.${namespace}.svc.cluster.local`,
      url: host && `${secured ? 'https' : 'http'}://${host}/`,
      gitHubSecret: props.gitHubSecret,
      agents: {
        ...props.agents,
        namespace: agentsNamespace,
        serviceAccount: agents.serviceAccount,
        pod: agentPod({ image: props.agents.image.reference, cluster, configMap: agents.configMap }),
      },
      pipelines: cluster.pipelines,
    });
    const updateCentre = mirroredPlugins(cluster);
    const own = {
      fullnameOverride: name,
      controller: {
        image: { ...image(cluster, `docker.io/jenkins/jenkins:${helmChart.appVersion}-jdk21`), pullPolicy: 'IfNotPresent' },
        admin: { existingSecret: props.adminSecret },
        additionalExistingSecrets: gitHubSecretKeys.map((keyName) => ({ name: props.gitHubSecret, keyName })),
        serviceType: 'ClusterIP',
        servicePort: 80,
        targetPort: 8080,
        // Agents come by WebSocket, through the port that people use.
        agentListenerEnabled: false,
        ingress: {
          enabled: true,
          ingressClassName: ingress.ingressClassName,
          annotations: { ...ingress.annotations },
          ...(host !== undefined && { hostName: host }),
          path: '/',
          pathType: 'Prefix',
        },
        installPlugins: [...plugins],
        installLatestPlugins: false,
        // A plugin that leaves the list leaves the volume too.
        overwritePlugins: true,
        ...(updateCentre !== undefined && { initContainerEnv: pluginSources(updateCentre) }),
        JCasC: { defaultConfig: false, overwriteConfiguration: true, configScripts: { gitops: casc } },
        sidecars: {
          configAutoReload: {
            image: image(cluster, 'docker.io/kiwigrid/k8s-sidecar:2.10.1'),
            containerSecurityContext: { ...restrictedContainer },
          },
        },
        podSecurityContextOverride: {
          runAsNonRoot: true,
          runAsUser: userId,
          runAsGroup: userId,
          fsGroup: userId,
          fsGroupChangePolicy: 'OnRootMismatch',
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containerSecurityContext: { ...restrictedContainer },
        // The first start loads every plugin, on nodes as small as the seed's.
        probes: { startupProbe: { failureThreshold: 30 } },
        javaOpts: '-XX:MaxRAMPercentage=60',
        resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } },
        // The chart's own test is a pod of another image, and runs only if the operator is told to.
        testEnabled: false,
      },
      persistence: {
        enabled: true,
        size: persistence.size,
        ...(persistence.storageClass !== undefined && { storageClass: persistence.storageClass }),
      },
      // The chart's role would also let Jenkins make volumes; ours are beside this release.
      rbac: { create: false },
      serviceAccount: { create: true, name },
    };
    new HelmRelease(chart, name, {
      chart: foreignSource(helmChart, cluster),
      // The first start downloads every plugin.
      timeout: 900,
      values: releaseValues(helmChart, own, props.values),
    });
  },
});

/** The sidecar hands Jenkins its configuration whenever the ConfigMap of it changes, without a restart. */
function readsConfiguration(chart: ConstructorParameters<typeof Agents>[0], jenkins: string, namespace: string): void {
  const name = `${jenkins}-configuration`;
  new k8s.KubeRole(chart, 'configuration', {
    metadata: { name, namespace },
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],
  });
  new k8s.KubeRoleBinding(chart, 'configuration-binding', {
    metadata: { name, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', namespace, name: jenkins }],
  });
}

/** An image as the chart's values spell it. */
function image(cluster: ClusterFacts, reference: string): { registry: string; repository: string; tag: string } {
  const [, registry = '', repository = '', tag = ''] = /^([^/]+)\/(.+):([^:/]+)$/.exec(mirroredImage(cluster, reference)) ?? [];
  return { registry, repository, tag };
}
