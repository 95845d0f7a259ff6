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
  /** Dies before anything is pushed. */
  readonly killed: boolean;
}

export interface Outcome {
  /** Of the errors, sorted. */
  readonly codes: readonly string[];
  /** Undefined where nothing was pushed. */
  readonly commit: string | undefined;
}

/** A config repository that several write to. */
export interface Remote {
  /** Publishing twice to see that nothing comes of it is done at the end, not after each publish. */
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
  /** The commits since this was last asked, oldest first: what `publish` returned, or the message of a push. */
  newCommits(): Promise<readonly string[]>;
}
