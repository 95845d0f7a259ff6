import { mirroredImage, type MirroredCluster } from '@gitops/aws';
import type { JsonObject } from '@gitops/manifest';

/** The daemon that builds images (github.com/moby/buildkit); its client in platform/jenkins/agent is of the same version. */
const buildkit = 'docker.io/moby/buildkit:v0.32.2-rootless';

/** The user of both images: `jenkins` in the agent's, `user` in BuildKit's, whose socket the agent can open for that reason. */
const userId = 1000;
const socketDirectory = '/run/user/1000/buildkit';
const state = { name: 'buildkit', mountPath: '/home/user/.local/share/buildkit' };
const socket = { name: 'buildkit-socket', mountPath: socketDirectory };
const scratch = { name: 'tmp', mountPath: '/tmp' };

/** AppArmor became a field of the pod in Kubernetes 1.30; before, it is an annotation for each container. */
const firstMinorWithAppArmorField = 30;

export interface AgentPod {
  readonly image: string;
  readonly cluster: MirroredCluster & { readonly kubernetes: string };
  /** The ConfigMap with `buildkitd.toml`. */
  readonly configMap: string;
}

/**
 * The pod in which one build runs: the agent, and a BuildKit of its own, without root and without a docker daemon, which no
 * node has had since Kubernetes 1.24.
 *
 * BuildKit makes user namespaces and mounts file systems in them, and both seccomp's and AppArmor's default profiles forbid
 * that (docs/rootless.md of BuildKit). `baseline` refuses to switch them off, so that the pods' namespace must be
 * `privileged`, although none of them is: no root, no capability for the agent, nothing of the node mounted.
 */
export function agentPod({ image, cluster, configMap }: AgentPod): JsonObject {
  const appArmorField = Number(cluster.kubernetes.split('.')[1]) >= firstMinorWithAppArmorField;
  const annotations = { 'container.apparmor.security.beta.kubernetes.io/buildkitd': 'unconfined' };
  const unconfined = { type: 'Unconfined' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    ...(!appArmorField && { metadata: { annotations } }),
    spec: {
      securityContext: {
        runAsNonRoot: true,
        runAsUser: userId,
        runAsGroup: userId,
        fsGroup: userId,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      automountServiceAccountToken: false,
      containers: [
        {
          // The name by which the kubernetes plugin knows the container that it connects to.
          name: 'jnlp',
          image,
          env: [
            { name: 'BUILDKIT_HOST', value: `unix://${socketDirectory}/buildkitd.sock` },
            { name: 'XDG_CACHE_HOME', value: '/tmp/cache' },
          ],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1536Mi' } },
          volumeMounts: [scratch, socket],
        },
        {
          name: 'buildkitd',
          image: mirroredImage(cluster, buildkit),
          // Kubernetes has no way to leave /proc unmasked, which a process sandbox of its own would need.
          args: ['--oci-worker-no-process-sandbox', '--config', '/etc/buildkit/buildkitd.toml'],
          readinessProbe: { exec: { command: ['buildctl', 'debug', 'workers'] }, initialDelaySeconds: 2, periodSeconds: 5 },
          securityContext: { seccompProfile: unconfined, ...(appArmorField && { appArmorProfile: unconfined }) },
          resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '2Gi' } },
          volumeMounts: [state, socket, { name: 'buildkit-config', mountPath: '/etc/buildkit', readOnly: true }],
        },
      ],
      volumes: [
        { name: state.name, emptyDir: {} },
        { name: socket.name, emptyDir: {} },
        { name: scratch.name, emptyDir: {} },
        { name: 'buildkit-config', configMap: { name: configMap } },
      ],
    },
  };
}
