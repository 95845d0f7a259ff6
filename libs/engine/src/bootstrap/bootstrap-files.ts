import { eksctlConfig, lifecyclePolicy } from '@gitops/aws';
import type { ClusterFacts } from '@gitops/constructs';
import { toYaml, type JsonObject } from '@gitops/manifest';
import { fluxContainers } from '@gitops/ownership';
import type { DiskFile } from '../disk/write-files';
import type { BuiltObject } from '../synth/built-object';
import { clusterStep, imagesStep, lifecyclePath, registryStep, type DeclaredImage } from './aws-steps';
import { firstObjects } from './first-objects';
import { crdsStep, deployKeyStep, fluxStep, namespacesStep, publishStep, syncStep } from './flux-steps';
import { fluxValues } from './flux-values';
import { secretsStep, webhookStep } from './jenkins-steps';
import { readme } from './readme';
import { jenkinsRelease } from './required-secrets';
import { script } from './script';
import type { Step } from './step';

/**
 * Everything that must be done once before Flux can sync a cluster: dist/bootstrap/<cluster>. A pure function of what the
 * cluster's TypeScript amounts to.
 */
export function bootstrapFiles(facts: ClusterFacts, objects: readonly BuiltObject[]): readonly DiskFile[] {
  const published = objects.filter((object) => object.published).map(({ manifest }) => manifest);
  const jenkins = jenkinsRelease(published);
  const first = firstObjects(facts, objects, jenkins?.secrets ?? []);
  const steps: readonly Step[] = [
    ...clusterStep(facts),
    ...registryStep(facts),
    ...imagesStep(facts, declaredImages(objects)),
    publishStep(facts),
    namespacesStep(first),
    ...crdsStep(first),
    deployKeyStep(facts),
    ...secretsStep(jenkins?.secrets ?? []),
    fluxStep(facts, first),
    syncStep(facts),
    ...webhookStep(facts, jenkins),
  ];
  const eksctl = eksctlConfig(facts);
  return [
    { path: 'README.md', text: readme(facts, steps) },
    { path: 'bootstrap.sh', text: script(facts, steps), executable: true },
    ...(eksctl === undefined ? [] : [{ path: 'eksctl.yaml', text: toYaml(eksctl as unknown as JsonObject) }]),
    ...(first.flux.length > 0 ? [] : [{ path: 'flux-values.yaml', text: toYaml(fluxValues(facts)) }]),
    ...facts.registry.map((repository) => ({
      path: lifecyclePath(repository.name),
      text: `${JSON.stringify(lifecyclePolicy(repository), null, 2)}\n`,
    })),
    ...[first.namespaces, first.crds, first.flux].flat().map(({ path, text }) => ({ path, text })),
  ];
}

/** The images in ECR that run on the cluster, each tag once: those that placements were given, and those of mirrors. */
function declaredImages(objects: readonly BuiltObject[]): readonly DeclaredImage[] {
  const given = objects.flatMap((object) => object.images);
  const automated = new Set(given.filter(({ policy }) => policy.owner === 'Flux').map(({ reference }) => reference));
  const running = objects.flatMap(({ manifest }) => fluxContainers(manifest)).map(({ image }) => image);
  const references = new Set([...given.map(({ reference }) => reference), ...running]);
  return [...references].sort().flatMap((reference) => {
    const parts = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+):([^:@]+)$/.exec(reference);
    const [, account = '', region = '', repository = '', tag = ''] = parts ?? [];
    return parts === null ? [] : [{ account, region, repository, tag, automated: automated.has(reference) }];
  });
}
