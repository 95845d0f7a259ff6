import { mirroredImage, roleAnnotations } from '@gitops/aws';
import { Namespace, type ClusterFacts } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

interface AgentsProps {
  /** The agents' own namespace. */
  readonly namespace: string;
  /** The service account of Jenkins itself. */
  readonly jenkins: { readonly namespace: string; readonly name: string };
  /** Default: the role that the cluster's `eks.serviceAccounts` declares. */
  readonly roleArn: string | undefined;
  readonly cluster: ClusterFacts;
}

/** The registries for which BuildKit is told a mirror, each with an image by which the cluster's mirror is asked for. */
const mirrored: Readonly<Record<string, string>> = { 'docker.io': 'library/python', 'public.ecr.aws': 'docker/library/python' };

/**
 * The namespace in which builds run, and what Jenkins may do in it and nowhere else: start agents, reach into them, read
 * their logs and their events. Of the seed's ClusterRole, Deployments and Services are gone because Flux deploys, and
 * Secrets because the chart mounts those that Jenkins needs, and kubelet resolves those of a pod.
 *
 * The namespace's level is `privileged` for BuildKit's sake (see agentPod of @gitops/jenkins); whoever may start pods in it
 * is as powerful as its nodes, and that is Jenkins alone.
 */
export class Agents extends Construct {
  readonly serviceAccount: string;
  readonly configMap: string;

  constructor(scope: Construct, id: string, { namespace, jenkins, roleArn, cluster }: AgentsProps) {
    super(scope, id);
    const name = `${jenkins.name}-agent`;
    this.serviceAccount = name;
    this.configMap = `${name}-buildkit`;
    new Namespace(this, namespace, { podSecurity: 'privileged' });
    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: {
        name,
        namespace,
        annotations: roleAnnotations('jenkins', cluster, { namespace, name }, roleArn, ['agents', 'roleArn']),
      },
      // Builds call AWS, not Kubernetes; EKS projects the token for AWS regardless.
      automountServiceAccountToken: false,
    });
    new k8s.KubeRole(this, 'role', {
      metadata: { name, namespace },
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'watch'] },
        // A WebSocket begins with GET, an SPDY stream with POST.
        { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
        { apiGroups: [''], resources: ['events'], verbs: ['get', 'list', 'watch'] },
      ],
    });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata: { name, namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', ...jenkins }],
    });
    // A build runs what the authors of its repository wrote: nobody need call it, and the node's role is none of its own.
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: { name, namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ to: [...anywhereButMetadata] }] },
    });
    new k8s.KubeConfigMap(this, 'buildkit', {
      metadata: { name: this.configMap, namespace },
      data: { 'buildkitd.toml': buildkitConfiguration(cluster) },
    });
  }
}

/** All but the address at which EC2 hands out the role of a node (EC2 user guide, "Access instance metadata"). */
const anywhereButMetadata: readonly k8s.NetworkPolicyPeer[] = [
  { namespaceSelector: {} },
  { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } },
  { ipBlock: { cidr: '::/0', except: ['fd00:ec2::254/128'] } },
];

/** From where builds pull the images that their Dockerfiles name; what a mirror lacks comes from its own registry. */
function buildkitConfiguration(cluster: ClusterFacts): string {
  const mirrors = Object.entries(mirrored).flatMap(([registry, image]) => {
    const found = mirroredImage(cluster, `${registry}/${image}`);
    if (found === `${registry}/${image}` || !found.endsWith(`/${image}`)) return [];
    return [`[registry."${registry}"]\n  mirrors = ["${found.slice(0, -image.length - 1)}"]\n`];
  });
  return mirrors.length === 0 ? '# No registry is mirrored.\n' : mirrors.join('');
}
