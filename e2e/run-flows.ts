import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Components } from './build/build';
import { FailureLogs } from './failure-logs';
import { type Flow } from './flows/flow';
import { type Processes } from './harness/processes';
import { World } from './harness/world';
import { glimpse, type Report } from './report';

export interface RunOptions {
  readonly components: Components;
  readonly processes: Processes;
  readonly workspace: string;
  /** Absolute; gone after the run. */
  readonly directory: string;
  readonly cache: string;
  readonly report: Report;
  /** Leaves the last flow running. */
  readonly keep: boolean;
}

export interface Run {
  /** Names of the flows that do not hold. */
  readonly failed: readonly string[];
  /** Undefined where no flow needed it. */
  readonly world: World | undefined;
  /** How to look at what the last flow has left running. */
  readonly commands: readonly string[];
}

/** Plays flows one after the other; one that fails does not keep the next from being played. */
export async function runFlows(flows: readonly Flow[], options: RunOptions): Promise<Run> {
  const { components, processes, workspace, cache, report } = options;
  const logs = new FailureLogs(cache, new Date(), process.pid);
  const failed: string[] = [];
  let world: Promise<World> | undefined;
  const shared = (): Promise<World> => {
    if (world === undefined) {
      report.step('starting etcd, the control plane, kwok, a registry and memcached');
      world = World.start({ components, processes, workspace, directory: options.directory });
    }
    return world;
  };
  let commands = new Map<string, string>();
  for (const flow of flows) {
    const closing: (() => Promise<void>)[] = [];
    commands = new Map();
    report.heading(`${flow.name}: ${flow.title}`);
    const directory = join(options.directory, flow.name);
    await mkdir(directory);
    try {
      await flow.run({
        name: flow.name,
        ...{ components, processes, workspace, directory, cache },
        world: shared,
        atEnd: (close) => {
          closing.push(close);
        },
        lookWith: (program, command) => {
          commands.set(program, command);
        },
        step: (line) => {
          report.step(line);
        },
        proof: (what, holds, seen) => {
          if (!holds) throw new Error(`this should hold, and does not: ${what}${seen === undefined ? '' : `\n${glimpse(seen)}`}`);
          report.proof(what);
        },
      });
    } catch (thrown) {
      if (processes.stopped) break; // whatever was being waited for
      failed.push(flow.name);
      await logs.keep(processes.logs);
      report.failure(explain(thrown).replaceAll(processes.logs, logs.directory));
      report.aside(`          logs: ${logs.directory}`);
    }
    if (options.keep && flow === flows.at(-1)) break;
    for (const close of closing.reverse()) await close(); // fluxd before the cluster that it watches
  }
  return { failed, world: await world?.catch(() => undefined), commands: [...commands.values()] };
}

/** A failure with what lies behind it: a property test says what failed in its cause. */
function explain(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { message, cause } = thrown;
  return cause instanceof Error && !message.includes(cause.message) ? `${message}\nbecause ${explain(cause)}` : message;
}
