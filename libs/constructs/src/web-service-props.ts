import type { IngressController } from '@gitops/aws';
import { isImageRef, type ImageRef } from '@gitops/flux';
import { Lazy } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';
import { DnsLabel, type ImageValues, Port, Replicas } from './props';

/** An image of the placement, or the repository and tag of a Helm chart's values. */
export type ContainerImage = ImageRef | z.output<typeof ImageValues>;

/** A container beside the main one. */
export interface ExtraContainer extends Omit<k8s.Container, 'name' | 'image'> {
  readonly image: ContainerImage;
}

/** A value of the schema, or the placeholder of a Helm chart's value in its place. */
function orPlaceholder<T>(schema: z.ZodType<T>, expected: string): z.ZodType<T, T> {
  return z.custom<T>((value) => value instanceof Lazy || schema.safeParse(value).success, expected);
}

const ContainerImage = z.custom<ContainerImage>(
  (value) => isImageRef(value) || (typeof value === 'object' && value !== null && 'repository' in value && 'tag' in value),
  'expected an image: automated(...), pinned(...), or the values { repository, tag } of a Helm chart',
);

const ExtraContainers = z.record(
  DnsLabel,
  z.custom<ExtraContainer>(
    (value) => ContainerImage.safeParse(Object(value).image).success,
    'expected a container with an image',
  ),
);

export const WebServiceProps = z.strictObject({
  image: ContainerImage,
  /** The port on which the container listens. */
  port: orPlaceholder(Port, 'expected a port from 1 to 65535'),
  /** The path whose answer tells whether the container can serve. Without one it counts as ready as soon as it runs. */
  readinessPath: z.string().startsWith('/', 'expected a path that begins with "/"').optional(),
  /** Default 1, as in Kubernetes. Leave it out where a HorizontalPodAutoscaler owns it. */
  replicas: orPlaceholder(Replicas, 'expected a whole number from 0 to 10000').optional(),
  /** The port of the Service. */
  servicePort: orPlaceholder(Port, 'expected a port from 1 to 65535').default(80),
  /** Reachable from outside the cluster, by a controller such as `alb({ scheme: 'internet-facing' })`. */
  ingress: z
    .custom<IngressController>(
      (value) => typeof value === 'object' && value !== null && 'ingressClassName' in value,
      'expected a controller such as alb({ ... })',
    )
    .optional(),
  /** The host name of the Ingress. Default: every host. */
  host: z.string().optional(),
  /** The Ingress takes requests to this path and those below it. Default: every path. */
  path: z.string().startsWith('/', 'expected a path that begins with "/"').default('/'),
  /** Certificates of the Ingress, each in a Secret; an ALB takes its own from `alb({ certificateArns })`. */
  tls: z.array(z.strictObject({ hosts: z.array(z.string()).optional(), secretName: z.string().optional() })).optional(),
  /** Fields of the main container, over the defaults. */
  container: z.custom<Partial<Omit<k8s.Container, 'name' | 'image'>>>().optional(),
  /** Further containers, by name. */
  sidecars: ExtraContainers.optional(),
  /** Containers that run to their end before the others start, by name. */
  initContainers: ExtraContainers.optional(),
  /** Fields of the pod spec, over the defaults. */
  pod: z.custom<Partial<Omit<k8s.PodSpec, 'containers' | 'initContainers'>>>().optional(),
  /** Fields of the Deployment's spec, over the defaults; the selector cannot change in the life of a Deployment. */
  deployment: z.custom<Partial<Omit<k8s.DeploymentSpec, 'replicas' | 'selector' | 'template'>>>().optional(),
  /** Fields of the Service's spec, over the defaults; `ports` take the place of `servicePort`. */
  service: z.custom<Partial<Omit<k8s.ServiceSpec, 'selector'>>>().optional(),
  /** Labels of all objects and of the pods, beside `app`. */
  labels: z.record(z.string(), z.string()).default({}),
  /** Annotations of the pods, such as those that a metrics collector looks for. */
  podAnnotations: z.record(z.string(), z.string()).optional(),
});
export type WebServiceProps = z.input<typeof WebServiceProps>;
