import { eksctlConfig, lifecyclePolicy } from '@gitops/aws';
import type { ClusterFacts } from '@gitops/constructs';
import { toYaml, type JsonObject } from '@gitops/manifest';
import type { DiskFile } from '../disk/write-files';
import type { BuiltObject } from '../synth/built-object';
import { clusterStep, lifecyclePath, registryStep } from './aws-steps';
import { firstObjects } from './first-objects';
import { crdsStep, deployKeyStep, fluxStep, namespacesStep, publishStep, syncStep } from './flux-steps';
import { fluxValues } from './flux-values';
import { imagesStep, requiredImages } from './images-step';
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
    ...imagesStep(requiredImages(facts, objects)),
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
