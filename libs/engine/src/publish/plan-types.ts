import type { Diagnostic } from '@gitops/diagnostics';
import type { Manifest } from '@gitops/manifest';
import type { TreeEntry } from '../git/config-repository';
import type { Inventory } from './inventory';

/** The cluster's directory as it is published now. */
export interface LiveTree {
  /** The directory in the repository; its root unless given. */
  readonly directory?: string;
  /** The nearest .flux.yaml above the directory, by its path in the repository. */
  readonly generatorAbove?: { readonly path: string; readonly text: string };
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Contents by object id, of all that `contentsNeeded` names. */
  readonly contents: ReadonlyMap<string, string>;
  readonly inventory: Inventory | undefined;
  /** What `publishedVersions` found, by path, for the paths that a plan lacked; `contents` has it all. Default: nothing is known. */
  readonly versions?: ReadonlyMap<string, readonly string[]>;
  /** How the repository hashes. */
  readonly format: 'sha1' | 'sha256';
}

/** What the person who publishes has agreed to, by object name, identity or path. */
export interface Consents {
  readonly adopt: boolean;
  readonly overwriteDrift: ReadonlySet<string>;
  readonly acceptImage: ReadonlySet<string>;
  readonly allowRemoval: ReadonlySet<string>;
}

/** One object or file that a publish changes. */
export interface PlannedChange {
  readonly kind: 'add' | 'change' | 'move' | 'remove';
  readonly path: string;
  /** `Deployment gitops-cicd/gitops-example-deployment`, or the path of a file without an object. */
  readonly what: string;
  readonly before?: Manifest;
  readonly after?: Manifest;
}

/** A tag that stays although TypeScript declares another, for people to read. */
export interface PlannedCarry {
  readonly what: string;
  readonly container: string;
  readonly declared: string;
  readonly published: string;
}

/** What a publish would do. Nothing may be written where a diagnostic is an error. */
export interface Plan {
  readonly writes: ReadonlyMap<string, string>;
  readonly deletes: readonly string[];
  readonly inventory: Inventory;
  /** Whether there is anything to commit. What Flux wrote since the last publish is no reason. */
  readonly changed: boolean;
  readonly changes: readonly PlannedChange[];
  readonly carried: readonly PlannedCarry[];
  /** Files by which a diagnostic is explained better with who wrote them last. */
  readonly diagnostics: readonly PlanDiagnostic[];
  /** Paths of which only the history tells what Flux or an operator wrote last. A plan is good only once `versions` has them. */
  readonly lacks: readonly string[];
}

export interface PlanDiagnostic {
  readonly diagnostic: Diagnostic;
  /** The published file that somebody else changed: the commit that did is worth naming. */
  readonly blame?: string;
}
