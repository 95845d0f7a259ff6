import type { ClusterFacts } from '@gitops/constructs';
import type { Diagnostic } from '@gitops/diagnostics';
import { identityOf, type Json, type Manifest } from '@gitops/manifest';
import type { LiveTree, Plan, PlannedCarry, PlannedChange } from '../publish/plan-types';
import { fieldChanges, withoutSecrets } from './field-changes';
import { findRisks } from './risks/find-risks';
import type { OldDirectory, Risk } from './risks/risk';

/** One field that changes; a side on which it is not there is undefined. */
export interface FieldChange {
  /** As `formatPath` writes it; '' where the change is to the text of a file without an object. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** One object or file that a publish would change. */
export interface ObjectChange {
  readonly kind: PlannedChange['kind'];
  /** `Deployment gitops-cicd/gitops-example-deployment`, or the path of a file without an object. */
  readonly what: string;
  readonly path: string;
  /** Where a moved object is now. */
  readonly from?: string;
  /** Empty for what is new and what goes. */
  readonly fields: readonly FieldChange[];
  /** What is new, in full, less the values of a Secret. */
  readonly manifest?: Manifest;
}

/** What a publish of a cluster would change, and what may come of it. */
export interface ClusterDiff {
  readonly cluster: string;
  readonly repository: string;
  readonly branch: string;
  /** The cluster's directory; '' for the whole repository. */
  readonly directory: string;
  /** Whether nothing of this cluster was ever published there. */
  readonly first: boolean;
  readonly changes: readonly ObjectChange[];
  /** Whether a publish would record in the inventory what others have done, and change nothing else. */
  readonly inventoryAlone: boolean;
  /** Tags that stay as published, although TypeScript declares others. */
  readonly carried: readonly PlannedCarry[];
  readonly risks: readonly Risk[];
}

/** A diff, or why there is none. */
export interface DiffResult {
  readonly cluster: string;
  /** Undefined where the cluster could not be synthesized, or its repository not be read. */
  readonly diff: ClusterDiff | undefined;
  /** Errors are what would stop a publish. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface DiffSource {
  readonly plan: Plan;
  readonly live: LiveTree;
  readonly facts: Pick<ClusterFacts, 'name' | 'kubernetes' | 'configRepo' | 'flux'>;
  readonly repository: string;
  /** Other directories of the repository that hold this cluster's inventory. */
  readonly oldDirectories: readonly OldDirectory[];
}

/** Puts a plan into words for whoever reviews it. Pure. */
export function clusterDiff({ plan, live, facts, repository, oldDirectories }: DiffSource): ClusterDiff {
  const publishedAt = new Map(Object.entries(live.inventory?.files ?? {}).map(([path, { identity }]) => [identity, path]));
  return {
    cluster: facts.name,
    repository,
    branch: facts.configRepo.branch,
    directory: facts.configRepo.path,
    first: live.inventory === undefined,
    changes: plan.changes.map((change) => objectChange(change, plan, live, publishedAt)),
    inventoryAlone: plan.changed && plan.changes.length === 0,
    carried: plan.carried,
    risks: findRisks(plan, facts, oldDirectories),
  };
}

function objectChange(
  { kind, what, path, before, after }: PlannedChange,
  plan: Plan,
  live: LiveTree,
  publishedAt: ReadonlyMap<string | undefined, string>,
): ObjectChange {
  const from = kind === 'move' && after !== undefined ? publishedAt.get(identityOf(after)) : undefined;
  const fields = before !== undefined && after !== undefined ? fieldChanges(before, after) : textChange(path, plan, live, after);
  return {
    kind,
    what,
    path,
    ...(from !== undefined && { from }),
    fields: kind === 'change' || kind === 'move' ? fields : [],
    ...(kind === 'add' && after !== undefined && { manifest: withoutSecrets(after) }),
  };
}

/** A file without an object: a chart's, or the README. */
function textChange(path: string, plan: Plan, live: LiveTree, object: Manifest | undefined): readonly FieldChange[] {
  const before = live.contents.get(live.entries.get(path)?.oid ?? '');
  const after = plan.writes.get(path);
  if (object !== undefined || after === undefined) return [];
  return [{ path: '', ...(before !== undefined && { before }), after }];
}
