import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { restrictedContainer, restrictedPod } from './pod-security';

/** A volume, and where the container finds it. */
export interface Mount {
  readonly volume: k8s.Volume;
  readonly path: string;
  /** One file of the volume in place of all of it. What changes in the volume afterwards does not reach it. */
  readonly subPath?: string;
  /** Default true. */
  readonly readOnly?: boolean;
}

export interface ControllerProps {
  readonly namespace: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The service account whose token the pod is given. Default: no token. */
  readonly serviceAccount?: string;
  /** The user and group as which it runs; 0 for an image that cannot run otherwise, which only `baseline` admits. */
  readonly user: number;
  /** Ports by name. */
  readonly ports?: Readonly<Record<string, number>>;
  /** How the kubelet sees that it works; the pod is ready, and left alive, while it does. */
  readonly probe?: Pick<k8s.Probe, 'httpGet' | 'tcpSocket'>;
  readonly resources: k8s.ResourceRequirements;
  readonly mounts?: readonly Mount[];
  readonly podAnnotations?: Record<string, string>;
}

/**
 * The one pod of a program that watches over the cluster, or serves one that does: a Deployment called after the
 * construct's id, selected by the label `app: <id>`. The old pod ends before a new one begins, because two of a kind would
 * write the same things. Nothing is writable but what is mounted, and `/tmp`.
 */
export class Controller extends Construct {
  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { namespace, serviceAccount, user, mounts = [], ports = {} } = props;
    const labels = { app: id };
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name: id, namespace, labels },
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, annotations: props.podAnnotations },
          spec: {
            automountServiceAccountToken: serviceAccount !== undefined,
            serviceAccountName: serviceAccount,
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            securityContext: user === 0 ? rootPod : userPod(user, Object.values(ports)),
            containers: [container(id, props)],
            volumes: [{ name: 'tmp', emptyDir: {} }, ...mounts.map(({ volume }) => volume)],
          },
        },
      },
    });
  }
}

/** Root in name: without capabilities it may do to others' files what any user may. */
const rootPod: k8s.PodSecurityContext = { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } };

function userPod(user: number, ports: readonly number[]): k8s.PodSecurityContext {
  return { ...restrictedPod(ports), runAsUser: user, runAsGroup: user, fsGroup: user };
}

function container(name: string, props: ControllerProps): k8s.Container {
  const { image, command, args, env, ports, probe, resources, mounts = [] } = props;
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: command && [...command],
    args: args && [...args],
    env: env && Object.entries(env).map(([key, value]) => ({ name: key, value })),
    ports: ports && Object.entries(ports).map(([key, containerPort]) => ({ name: key, containerPort })),
    ...(probe && { livenessProbe: { ...probe, ...patience }, readinessProbe: { ...probe, ...patience } }),
    resources,
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...mounts.map(({ volume, path, subPath, readOnly = true }) => ({
        name: volume.name,
        mountPath: path,
        subPath,
        // The API server drops `false`, and kubectl would put it back with each sync.
        readOnly: readOnly || undefined,
      })),
    ],
  };
}

/** The delays that upstream gives fluxd, in seconds: an answer may wait for git or the API server. */
const patience = { initialDelaySeconds: 5, timeoutSeconds: 5 };
