import type { Placement } from '@gitops/constructs';
import type { Origin } from '@gitops/diagnostics';
import type { ImageRef } from '@gitops/flux';
import type { ChartFile } from '@gitops/helm';
import type { Manifest } from '@gitops/manifest';

/** A Kubernetes object, and where it came from. */
export interface BuiltObject {
  readonly manifest: Manifest;
  readonly origin: Origin | undefined;
  readonly placement: Placement;
  /** What cdk8s takes for the namespace of every object of the chart, cluster-scoped ones included. */
  readonly chartNamespace: string | undefined;
  /** The images of the placement: a finding about one of them is a finding about the line that declared it. */
  readonly images: readonly ImageRef[];
  /** False for what a Helm release will create: the cluster gets it, the config repository does not hold it. */
  readonly published: boolean;
}

/** A Helm chart that the config repository holds. */
export interface BuiltChart {
  readonly directory: string;
  readonly files: readonly ChartFile[];
  readonly origin: Origin | undefined;
  readonly placement: Placement;
}
