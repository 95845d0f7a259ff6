import { PropsError } from '@gitops/diagnostics';
import type { Chart } from 'cdk8s';
import type { ClusterFacts } from './cluster-props';

/**
 * The namespace in which the cluster says that its Flux runs, for components that must run there too. Throws PropsError
 * where the placement names another one.
 */
export function fluxNamespace(what: string, chart: Chart, { flux }: ClusterFacts): string {
  if (chart.namespace === undefined || chart.namespace === flux.namespace) return flux.namespace;
  const message = `"${chart.namespace}" is not the namespace of the cluster's Flux`;
  const help = `leave it out, or write "${flux.namespace}", as the cluster's flux.namespace does`;
  throw new PropsError(what, [{ path: ['namespace'], unknownKey: false, message, help }], fluxNamespace, 'placement');
}
