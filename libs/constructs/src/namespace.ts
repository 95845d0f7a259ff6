import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { place, type Placement } from './placement';
import { DnsLabel } from './props';

/** A level of the pod security standards (kubernetes.io, "Pod Security Standards"). */
export const PodSecurity = z.enum(['privileged', 'baseline', 'restricted']);

const NamespaceProps = z.strictObject({
  name: DnsLabel,
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  /** The standard that the API server enforces on the namespace's pods. */
  podSecurity: PodSecurity.default('restricted'),
});

/** A namespace. Unless told otherwise it admits only pods that meet the `restricted` pod security standard. */
export class Namespace extends k8s.KubeNamespace {
  constructor(scope: Construct, name: string, props: Omit<z.input<typeof NamespaceProps>, 'name'> = {}) {
    const { labels, annotations, podSecurity = 'restricted' } = props;
    super(scope, name, {
      metadata: { name, annotations, labels: { 'pod-security.kubernetes.io/enforce': podSecurity, ...labels } },
    });
  }
}

/** Declares a namespace on a cluster: `namespaces: [namespace('gitops-cicd')]`. */
export function namespace(name: string, props: Omit<z.input<typeof NamespaceProps>, 'name'> = {}): Placement {
  return place(
    {
      name,
      props: NamespaceProps,
      build: (chart, { name: id, ...rest }) => {
        new Namespace(chart, id, rest);
      },
    },
    { ...props, name },
    namespace,
  );
}
