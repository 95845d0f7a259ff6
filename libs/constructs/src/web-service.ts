import { parseProps, PropsError, type PropProblem } from '@gitops/diagnostics';
import { fluxAnnotations, isImageRef, type ImageRef } from '@gitops/flux';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { z } from 'zod';
import { restrictedContainer, restrictedPod } from './pod-security';
import { WebServiceProps, type ContainerImage, type ExtraContainer } from './web-service-props';

type Props = z.output<typeof WebServiceProps>;

/** Where every container may write, although its root file system is read-only, unless the props say otherwise. */
const scratch = { name: 'tmp', mountPath: '/tmp' };

/**
 * An HTTP service: Deployment, Service, and an Ingress where one is asked for, all named after the construct's id
 * (`<id>-deployment`, `<id>-service`, `<id>-ingress`) and selected by the label `app: <id>`. Names and selectors never
 * depend on the construct's place in the tree, because a Deployment's selector cannot be changed.
 *
 * Pods meet the `restricted` pod security standard. Throws PropsError on a prop that is wrong or unknown, and on two
 * containers of one name.
 */
export class WebService extends Construct {
  constructor(scope: Construct, id: string, input: WebServiceProps) {
    super(scope, id);
    const props = parseProps('WebService', WebServiceProps, input);
    assertDistinctNames(id, props);
    const selector = { app: id };
    const labels = { ...selector, ...props.labels };
    this.deployment(id, props, selector, labels);
    this.service(id, props, selector, labels);
    if (props.ingress !== undefined) this.ingress(id, props, labels);
  }

  private deployment(id: string, props: Props, selector: Record<string, string>, labels: Record<string, string>): void {
    const { image, sidecars = {}, initContainers = {} } = props;
    const images = { ...imagesOf(initContainers), [id]: image, ...imagesOf(sidecars) };
    const managed = Object.entries(images).filter((entry): entry is [string, ImageRef] => isImageRef(entry[1]));
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name: `${id}-deployment`, labels, annotations: fluxAnnotations(Object.fromEntries(managed)) },
      spec: {
        ...props.deployment,
        replicas: props.replicas,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels, annotations: props.podAnnotations },
          spec: {
            automountServiceAccountToken: false,
            ...props.pod,
            securityContext: { ...restrictedPod(portsOf(props)), ...props.pod?.securityContext },
            ...(Object.keys(initContainers).length > 0 && { initContainers: extraContainers(initContainers) }),
            containers: [
              container(id, { ports: [{ containerPort: props.port }], ...readiness(props), ...props.container, image }),
              ...extraContainers(sidecars),
            ],
            volumes: volumes(props.pod?.volumes),
          },
        },
      },
    });
  }

  private service(id: string, props: Props, selector: Record<string, string>, labels: Record<string, string>): void {
    new k8s.KubeService(this, 'service', {
      metadata: { name: `${id}-service`, labels },
      spec: {
        type: serviceType(props.ingress),
        ports: [{ name: 'http', port: props.servicePort, targetPort: asIntOrString(props.port) }],
        ...props.service,
        selector,
      },
    });
  }

  private ingress(id: string, { ingress, host, path, tls, service }: Props, labels: Record<string, string>): void {
    const backend = { service: { name: `${id}-service`, port: backendPort(service?.ports) } };
    new k8s.KubeIngress(this, 'ingress', {
      metadata: { name: `${id}-ingress`, labels, annotations: { ...ingress?.annotations } },
      spec: {
        ingressClassName: ingress?.ingressClassName,
        tls,
        rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
      },
    });
  }
}

/** Not `fromNumber`: cdk8s does not look for the placeholder of a Helm chart's value within what that makes. */
function asIntOrString(port: number): k8s.IntOrString {
  return { value: port };
}

/** An ALB that targets instances reaches pods through a NodePort; with `ip` targets a ClusterIP is enough. */
function serviceType(ingress: Props['ingress']): string {
  const instances = ingress?.ingressClassName === 'alb' && ingress.annotations['alb.ingress.kubernetes.io/target-type'] !== 'ip';
  return instances ? 'NodePort' : 'ClusterIP';
}

function readiness({ port, readinessPath: path }: Props): Pick<k8s.Container, 'readinessProbe'> {
  return path === undefined ? {} : { readinessProbe: { httpGet: { path, port: asIntOrString(port) } } };
}

function container(name: string, { image, securityContext, volumeMounts = [], ...rest }: ExtraContainer): k8s.Container {
  return {
    imagePullPolicy: 'IfNotPresent',
    ...rest,
    name,
    image: isImageRef(image) ? image.reference : `${image.repository}:${image.tag}`,
    securityContext: { ...restrictedContainer, ...securityContext },
    volumeMounts: volumeMounts.some(({ mountPath }) => isScratch(mountPath)) ? volumeMounts : [scratch, ...volumeMounts],
  };
}

/** Kubernetes compares mount paths letter by letter, the container runtime by the directory that they name. */
function isScratch(mountPath: string): boolean {
  return mountPath.replace(/\/+$/, '') === scratch.mountPath;
}

/** A volume of the props that is called as ours takes its place. */
function volumes(given: readonly k8s.Volume[] = []): k8s.Volume[] {
  return given.some(({ name }) => name === scratch.name) ? [...given] : [{ name: scratch.name, emptyDir: {} }, ...given];
}

/** Every port on which a process of the pod says it listens. */
function portsOf({ port, container, sidecars = {}, initContainers = {} }: Props): number[] {
  const containers = [container, ...Object.values(sidecars), ...Object.values(initContainers)];
  return [port, ...containers.flatMap((one) => one?.ports ?? []).map(({ containerPort }) => containerPort)];
}

/** The port to which the Ingress leads: that called `http`, as ours is, or else the first. */
function backendPort(ports: readonly k8s.ServicePort[] = []): k8s.ServiceBackendPort {
  const port = ports.find(({ name }) => name === 'http') ?? ports[0];
  return port === undefined || port.name !== undefined ? { name: port?.name ?? 'http' } : { number: port.port };
}

/** Kubernetes wants one name for one container in all of a pod, and Flux's filters are found by it. */
function assertDistinctNames(id: string, { sidecars = {}, initContainers = {} }: Props): void {
  const owners = new Map([[id, 'the main container']]);
  const problems = Object.entries({ sidecars, initContainers }).flatMap(([prop, containers]) =>
    Object.keys(containers).flatMap((name) => {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, `one of ${prop}`);
      return owner === undefined ? [] : [nameTaken([prop, name], name, owner)];
    }),
  );
  if (problems.length > 0) throw new PropsError('WebService', problems, assertDistinctNames);
}

function nameTaken(path: readonly string[], name: string, owner: string): PropProblem {
  return { path, unknownKey: false, message: `${owner} is called "${name}" already`, help: 'give this container another name' };
}

function extraContainers(containers: Readonly<Record<string, ExtraContainer>>): k8s.Container[] {
  return Object.entries(containers).map(([name, extra]) => container(name, extra));
}

function imagesOf(containers: Readonly<Record<string, ExtraContainer>>): Record<string, ContainerImage> {
  return Object.fromEntries(Object.entries(containers).map(([name, { image }]) => [name, image]));
}
