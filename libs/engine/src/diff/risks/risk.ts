import type { ClusterFacts } from '@gitops/constructs';
import type { PlannedCarry, PlannedChange } from '../../publish/plan-types';

/** What can go wrong, in the order in which it is told: what takes data first. */
export const riskTitles = {
  'protected-removal': 'An object that holds others goes',
  'immutable-field': 'An immutable field changes',
  orphaned: 'Objects leave Flux’s hands',
  'not-collected': 'A removed object stays in the cluster',
  'image-repository': 'An image comes from another repository',
  'scaled-to-zero': 'A workload is scaled to zero',
  'initial-tag': 'A container starts from its initial tag',
} as const;
export type RiskName = keyof typeof riskTitles;

/** Something valid that may not do what its author means. */
export interface Risk {
  readonly name: RiskName;
  /** The object, as `describe` names it, or a directory. */
  readonly what: string;
  /** What changes. */
  readonly detail: string;
  /** What happens then, and what to do. */
  readonly consequence: string;
}

/** What a risk is read from, besides the change itself. */
export interface RiskContext {
  readonly facts: Pick<ClusterFacts, 'kubernetes' | 'flux'>;
  readonly carried: readonly PlannedCarry[];
}

export type FindRisks = (change: PlannedChange, context: RiskContext) => readonly Risk[];

/** A directory of the config repository that this cluster was published to, and is no more. */
export interface OldDirectory {
  /** '' for the root. */
  readonly path: string;
  /** How many objects its inventory names. */
  readonly objects: number;
}
