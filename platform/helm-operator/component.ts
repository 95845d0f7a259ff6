import { mirroredImage } from '@gitops/aws';
import {
  bindClusterAdmin,
  Controller,
  definePlatform,
  Duration,
  fluxNamespace,
  GitAccess,
  KnownHost,
  resourceRequirements,
  Resources,
  type Mount,
} from '@gitops/constructs';
import { ApiObject, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';
import helmRelease from './crd/helmrelease.json';

const name = 'helm-operator';
const port = 3030;

/** The user `nobody` of the image: ssh refuses a user without a line in /etc/passwd. */
const user = 65_534;

/** Defaults are the operator's own (fluxcd/helm-operator 1.4.4, cmd/helm-operator/main.go). */
const Props = z.strictObject({
  /** How often the git repositories of charts are asked for new commits. */
  gitPollInterval: Duration.default('5m'),
  /** After which time git is given up. */
  gitTimeout: Duration.default('20s'),
  /** How often each release is compared with its HelmRelease: the longest that a change by hand lasts. */
  chartsSyncInterval: Duration.default('3m'),
  statusUpdateInterval: Duration.default('10s'),
  /** Whether a chart's dependencies are fetched before each release; off where all of them lie in the chart. */
  updateChartDependencies: z.boolean().default(true),
  /** Number of releases that are worked on at a time. */
  workers: z.int().min(1).max(32).default(2),
  /** Keys of the hosts from which charts come by ssh. Default: GitHub's. */
  knownHosts: z.array(KnownHost).min(1).optional(),
  /** It holds the charts and the manifests of the releases at work in memory. */
  resources: Resources.default({ requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } }),
});

/**
 * The Helm Operator 1.4.4, beside Flux, whose deploy key it shares; Helm 3 alone, since nothing has Helm 2's Tiller. The kind
 * HelmRelease comes with it. It needs no root: unlike fluxd it leaves the mode of its key alone, and ssh minds the mode
 * only of a key that is its user's own.
 *
 * Charts come from the URL that each HelmRelease names, a mirror of it included, so it needs no file of repositories.
 */
export const helmOperator = definePlatform({
  name,
  props: Props,
  build(chart, props, cluster) {
    const namespace = fluxNamespace(name, chart, cluster);
    const access = new GitAccess(chart, 'git', {
      what: name,
      namespace,
      url: cluster.configRepo.url,
      knownHosts: props.knownHosts,
    });
    definition(chart);
    new k8s.KubeServiceAccount(chart, 'service-account', {
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    });
    // A chart may hold objects of any kind, cluster roles and their bindings among them, and the operator may grant only what
    // it holds itself: **whoever can create a HelmRelease is an administrator of the cluster.** Kubernetes' own role says so
    // by its name. That it watches one namespace alone (`--allow-namespace`) would not do: the charts of the platform
    // bring objects of the cluster.
    bindClusterAdmin(chart, name, namespace);
    new Controller(chart, name, {
      namespace,
      image: mirroredImage(cluster, 'docker.io/fluxcd/helm-operator:1.4.4'),
      args: [
        '--enabled-helm-versions=v3',
        `--git-poll-interval=${props.gitPollInterval}`,
        `--git-timeout=${props.gitTimeout}`,
        // A HelmRelease that names no branch means that of the repository in which it is.
        `--git-default-ref=${cluster.configRepo.branch}`,
        `--charts-sync-interval=${props.chartsSyncInterval}`,
        `--status-update-interval=${props.statusUpdateInterval}`,
        `--update-chart-deps=${props.updateChartDependencies}`,
        `--workers=${props.workers}`,
        `--listen=:${port}`,
      ],
      env: { CHECKPOINT_DISABLE: '1', HOME: home.path },
      serviceAccount: name,
      user,
      ports: { http: port },
      probe: { httpGet: { path: '/healthz', port: k8s.IntOrString.fromString('http') } },
      resources: resourceRequirements(props.resources),
      mounts: [...access.mounts, home],
      podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(port) },
    });
  },
});

/** What Helm and kubectl keep between two runs. */
const home: Mount = { volume: { name: 'home', emptyDir: {} }, path: '/home/flux', readOnly: false };

/**
 * Flux applies it and never collects it: when a definition goes, the API server deletes every HelmRelease, and an
 * operator that still runs uninstalls what each of them released.
 */
function definition(chart: Chart): void {
  const { apiVersion, kind, metadata, spec } = helmRelease.crd;
  new ApiObject(chart, 'definition', {
    apiVersion,
    kind,
    metadata: { ...metadata, annotations: { 'fluxcd.io/ignore': 'sync_only' } },
    spec,
  });
}
