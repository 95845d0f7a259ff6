import type { Consents } from '../plan-types';
import type { SynthesizedFile } from '../../synth/synthesized-file';

/** A text for each path that changes; undefined removes the file. */
export type Changes = ReadonlyMap<string, string | undefined>;

export interface PublishRequest {
  readonly cluster: string;
  /** The cluster's directory in the repository. */
  readonly path: string;
  readonly files: readonly SynthesizedFile[];
  /** Numbers the commits of the monorepo. */
  readonly source: number;
  readonly consents: Consents;
}

/** When the process of a publish is killed: it makes about a dozen calls of git, of which the last is the push. */
export interface Kill {
  /** Counted from 1. */
  readonly call: number;
  /** Before that call, which git then finishes on its own, or after it. */
  readonly before: boolean;
}

export interface Outcome {
  /** Of the errors, sorted. */
  readonly codes: readonly string[];
  /** Undefined where nothing was pushed. */
  readonly commit: string | undefined;
}

/** A config repository that several write to. */
export interface Remote {
  /** Publishing twice to see that nothing comes of it is done at the end of some histories, not after each publish. */
  readonly slow: boolean;
  files(): Promise<ReadonlyMap<string, string>>;
  /**
   * Somebody else's commit, made as everybody makes one: clone, change, push, and all over again if that is rejected.
   * @param change undefined where there is nothing to change
   * @returns whether there was
   */
  push(message: string, change: (files: ReadonlyMap<string, string>) => Changes | undefined): Promise<boolean>;
  /** @param meanwhile what others do after the publish has begun */
  publish(request: PublishRequest, meanwhile?: () => Promise<void>): Promise<Outcome>;
  /** A publish that dies; whether it has pushed before, nobody is told. Ends when nothing of it is left running. */
  kill(request: PublishRequest, kill: Kill): Promise<void>;
  /** The newest source of a cluster that is on record, 0 for none. */
  recorded(cluster: string): Promise<number>;
  /** The commits since this was last asked, oldest first: what `publish` returned, or the message of a push. */
  newCommits(): Promise<readonly string[]>;
}
