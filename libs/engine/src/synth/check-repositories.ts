import { ecrHost, ecrRepositoryUri } from '@gitops/aws';
import type { ClusterFacts } from '@gitops/constructs';
import { closest, type Diagnostic, type SourceLocation } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import type { LoadedCluster } from '../load/load-cluster';
import type { BuiltObject } from './built-object';

/**
 * The cluster's repositories in ECR: none is declared twice, and where any is declared, pipelines and Flux use no others
 * of that registry. Another account's or region's is somebody else's business.
 */
export function checkRepositories(
  { registry, pipelines, aws }: ClusterFacts,
  objects: readonly BuiltObject[],
  { name: clusterName, cluster, reporter }: LoadedCluster,
): readonly Diagnostic[] {
  if (registry.length === 0) return [];
  const names = registry.map(({ name }) => name);
  const diagnostics: Diagnostic[] = [];
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    const source = reporter.locate(cluster.origin, ['registry', index, 'name']);
    const message = `cluster ${clusterName}, prop registry[${index}].name: "${name}" is declared already`;
    diagnostics.push(diagnose('SCH010', { source, message, help: 'keep one of the two' }));
  }

  const host = `${ecrHost(aws)}/`;
  const check = (image: string, what: string, source: SourceLocation | undefined): void => {
    if (!image.startsWith(host) || names.includes(image.slice(host.length))) return;
    const name = image.slice(host.length);
    const meant = closest(name, names);
    diagnostics.push(
      diagnose('SCH011', {
        source,
        message: `${what} the ECR repository "${name}", which the cluster does not declare`,
        help: meant === undefined ? `add { name: '${name}' } to registry` : `did you mean "${meant}"?`,
      }),
    );
  };
  for (const [index, { image, name }] of pipelines.entries()) {
    const source = reporter.locate(cluster.origin, ['pipelines', index, 'image']);
    check(ecrRepositoryUri(image, aws), `the pipeline ${name} pushes to`, source);
  }
  for (const image of new Set(objects.flatMap(({ images }) => images))) {
    if (image.policy.owner === 'Flux') check(image.name, 'Flux would automate', reporter.locate(image.origin));
  }
  return diagnostics;
}
