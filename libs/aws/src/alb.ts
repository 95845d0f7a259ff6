import { parseProps } from '@gitops/diagnostics';
import { z } from 'zod';

/** The IngressClass that the AWS Load Balancer Controller serves. */
export const albIngressClass = 'alb';

/**
 * An Application Load Balancer, as annotations of the AWS Load Balancer Controller
 * (kubernetes-sigs.github.io/aws-load-balancer-controller, guide/ingress/annotations).
 */
export const Alb = z.strictObject({
  /** Who can reach it. Default of the controller: internal. */
  scheme: z.enum(['internet-facing', 'internal']).optional(),
  /** `ip` sends traffic to pods, `instance` to a NodePort of each node. Default of the controller: instance. */
  targetType: z.enum(['ip', 'instance']).optional(),
  /** Ports that the load balancer opens, such as `[{ HTTPS: 443 }]`. Default: HTTP 80, or HTTPS 443 with certificates. */
  listenPorts: z.array(z.partialRecord(z.enum(['HTTP', 'HTTPS']), z.int().min(1).max(65535)).readonly()).optional(),
  /** ARNs of ACM or IAM certificates; the first is the default one. */
  certificateArns: z
    .array(z.string().regex(/^arn:aws(-cn|-us-gov)?:(acm|iam):/, 'expected the ARN of an ACM or IAM certificate'))
    .optional(),
  /** Redirects HTTP to this HTTPS port. */
  sslRedirect: z.int().min(1).max(65535).optional(),
  /** Ingresses of one group share one load balancer. */
  groupName: z.string().optional(),
  /** Path of the health check. Default of the controller: /. */
  healthcheckPath: z.string().startsWith('/', 'expected a path that begins with "/"').optional(),
  /** CIDR blocks that may reach it. Default of the controller: 0.0.0.0/0. */
  inboundCidrs: z.array(z.union([z.cidrv4(), z.cidrv6()], 'expected a CIDR block such as "10.0.0.0/8"')).optional(),
});
export type Alb = z.input<typeof Alb>;

/** What an Ingress needs to be served by some controller. */
export interface IngressController {
  readonly ingressClassName: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Serves an Ingress by an Application Load Balancer. The class is named in `spec.ingressClassName`; the annotation
 * `kubernetes.io/ingress.class` that older setups use is deprecated since Kubernetes 1.18.
 * @throws PropsError where a setting is of the wrong type or unknown
 */
export function alb(settings: Alb = {}): IngressController {
  const { listenPorts, certificateArns, ...rest } = parseProps('alb(...)', Alb, settings);
  const annotations: Record<string, string | undefined> = {
    scheme: rest.scheme,
    'target-type': rest.targetType,
    'listen-ports': listenPorts && JSON.stringify(listenPorts),
    'certificate-arn': certificateArns?.join(','),
    'ssl-redirect': rest.sslRedirect?.toString(),
    'group.name': rest.groupName,
    'healthcheck-path': rest.healthcheckPath,
    'inbound-cidrs': rest.inboundCidrs?.join(','),
  };
  return {
    ingressClassName: albIngressClass,
    annotations: Object.fromEntries(
      Object.entries(annotations).flatMap(([key, value]) =>
        value === undefined ? [] : [[`alb.ingress.kubernetes.io/${key}`, value]],
      ),
    ),
  };
}
