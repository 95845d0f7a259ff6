import { type Components } from '../build/build';
import { type Processes } from '../harness/processes';
import { type World } from '../harness/world';

/** What a flow may use. */
export interface FlowContext {
  /** The name of the flow, which marks all that it makes. */
  readonly name: string;
  readonly components: Components;
  readonly processes: Processes;
  readonly workspace: string;
  /** Absolute; a directory of the flow's own. */
  readonly directory: string;
  /** Absolute; what stays from run to run. */
  readonly cache: string;
  /** Starts what all flows share, the first time that one asks. */
  world(): Promise<World>;
  /** Has something ended after the flow, however that goes; with --keep, when the run ends. */
  atEnd(close: () => Promise<void>): void;
  /** A command with which --keep tells people to look at what the flow leaves running; the last one of each program. */
  lookWith(program: string, command: string): void;
  /** Tells a step that has been taken. */
  step(line: string): void;
  /** Tells what has been shown, or throws where it does not hold. */
  proof(what: string, holds: boolean, seen?: unknown): void;
}

/** A story that is played on real components, and judged on the cluster and on git. */
export interface Flow {
  readonly name: string;
  /** One line for --list. */
  readonly title: string;
  run(context: FlowContext): Promise<void>;
}
