import type { ClusterFacts } from '@gitops/constructs';
import type { Plan } from '../../publish/plan-types';
import { immutableFields } from './immutable-fields';
import { orphanedDirectory, orphanedObject } from './orphans';
import { removals } from './removals';
import { riskTitles, type FindRisks, type OldDirectory, type Risk } from './risk';
import { imageRepository, initialTag, scaledToZero } from './workloads';

const finders: readonly FindRisks[] = [removals, immutableFields, orphanedObject, imageRepository, scaledToZero, initialTag];

/** The risks of a plan, the gravest kind first, each kind in the order of the changes. */
export function findRisks(
  { changes, carried }: Plan,
  facts: Pick<ClusterFacts, 'kubernetes' | 'flux' | 'configRepo'>,
  oldDirectories: readonly OldDirectory[],
): readonly Risk[] {
  const found = [
    ...oldDirectories.map((directory) => orphanedDirectory(directory, facts.configRepo.path)),
    ...changes.flatMap((change) => finders.flatMap((find) => find(change, { facts, carried }))),
  ];
  const order = Object.keys(riskTitles);
  return found.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
