import { mirroredImage, roleAnnotations } from '@gitops/aws';
import {
  bindClusterAdmin,
  Controller,
  definePlatform,
  fluxNamespace,
  GitAccess,
  resourceRequirements,
  type Mount,
} from '@gitops/constructs';
import { ApiObject, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { apiPort, dockerConfigDirectory, fluxdArgs, keygenDirectory, metricsPort } from './fluxd-args';
import { Memcached } from './memcached';
import { FluxProps } from './props';

const name = 'flux';

/**
 * Flux v1 itself, in the namespace of the cluster's facts, for a cluster whose Flux is to come from the repository that it
 * syncs. A cluster on which Flux runs already, such as one installed by its Helm chart, does not place this: two of them
 * must never write to one repository.
 *
 * Its namespace admits pods of the level `baseline`, not `restricted`: fluxd runs as root. It insists that its key has
 * the mode 0400 and, where it has not, changes that (pkg/cluster/kubernetes/sshkeyring.go); the volume of a Secret belongs to
 * root and is read-only (fluxcd/flux issues 1327 and 3097). It gets no capability, no privilege and no root file
 * system to write to.
 *
 * Every object says `fluxcd.io/ignore: sync_only`: Flux applies it and never collects it. Without that, the commit that
 * takes this component from the cluster would have fluxd delete its own Deployment in the middle of that work, and then nobody
 * is left to finish it. Who wants Flux gone deletes it by hand. No image is automated, since a Flux that updates itself
 * into a version that cannot start updates nothing any more.
 */
export const flux = definePlatform({
  name,
  props: FluxProps,
  build(chart, props, cluster) {
    const namespace = fluxNamespace(name, chart, cluster);
    const access = new GitAccess(chart, 'git', {
      what: name,
      namespace,
      url: cluster.configRepo.url,
      pushes: true,
      knownHosts: props.knownHosts,
    });
    const memcached = props.memcached ?? `${name}-memcached`;
    if (props.memcached === undefined) new Memcached(chart, memcached, cluster);
    new k8s.KubeServiceAccount(chart, 'service-account', {
      metadata: { name, namespace, annotations: roleAnnotations(name, cluster, { namespace, name }, props.roleArn) },
      automountServiceAccountToken: false,
    });
    // Flux applies whatever is in the repository, cluster roles and their bindings among it, so it must hold every right
    // itself: **whoever can write to the config repository is an administrator of the cluster.** Kubernetes' own role
    // says so by its name. Fewer rights, in listed namespaces alone (`--k8s-allow-namespace`), would not do for any cluster
    // here: each has its Namespaces in the repository, and those are objects of the cluster.
    bindClusterAdmin(chart, name, namespace);
    new Controller(chart, name, {
      namespace,
      image: mirroredImage(cluster, 'docker.io/fluxcd/flux:1.25.4'),
      args: fluxdArgs(props, cluster, memcached),
      env: { CHECKPOINT_DISABLE: '1' },
      serviceAccount: name,
      user: 0,
      ports: { http: apiPort, metrics: metricsPort },
      probe: { httpGet: { path: '/api/flux/v6/identity.pub', port: k8s.IntOrString.fromString('http') } },
      resources: resourceRequirements(props.resources),
      mounts: [...access.mounts, ...directories, ...dockerConfig(chart, namespace, props.dockerConfigSecret)],
      podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(metricsPort) },
    });
    closeApi(chart, namespace);
    for (const object of chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct)))
      object.metadata.addAnnotation('fluxcd.io/ignore', 'sync_only');
  },
});

/** Where fluxd and its kubectl write: a key of their own making, and what kubectl knows of the API. */
const directories: readonly Mount[] = [
  { volume: { name: 'git-keygen', emptyDir: { medium: 'Memory' } }, path: keygenDirectory, readOnly: false },
  { volume: { name: 'kube-cache', emptyDir: {} }, path: '/root/.kube/cache', readOnly: false },
];

/**
 * The Secret's `config.json` over an empty one. fluxd reads it anew for each scan, but only if it was there when fluxd
 * began, and on a new cluster Flux is there before whoever fills the Secret. The later source of a projected volume wins
 * (kubernetes 1.27.8, pkg/volume/projected/projected.go).
 */
function dockerConfig(chart: Chart, namespace: string, secret?: string): readonly Mount[] {
  if (secret === undefined) return [];
  const empty = `${name}-docker-config`;
  new k8s.KubeConfigMap(chart, 'docker-config', { metadata: { name: empty, namespace }, data: { 'config.json': '{}' } });
  const sources = [{ configMap: { name: empty } }, { secret: { name: secret, optional: true } }];
  return [{ volume: { name: 'docker-config', projected: { sources } }, path: dockerConfigDirectory }];
}

/**
 * fluxd's API asks nobody who they are, and can release and lock. fluxctl reaches it through the API server's port
 * forwarding, and the kubelet from the node; neither is subject to this. Others see the metrics only.
 */
function closeApi(chart: Chart, namespace: string): void {
  new k8s.KubeNetworkPolicy(chart, 'network-policy', {
    metadata: { name, namespace },
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(metricsPort) }] }],
    },
  });
}
