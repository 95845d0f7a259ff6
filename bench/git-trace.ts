import { readFileSync } from 'node:fs';

/** What git did while something ran, those of its processes that serve a `file://` URL included. */
export interface GitTrace {
  /** Commands that the caller started itself, in order; `start` in milliseconds since 1970. */
  readonly commands: readonly { readonly name: string; readonly start: number }[];
  /** All processes, those that git started by itself included. */
  readonly processes: number;
  /** How often a repository was connected to. */
  readonly connections: number;
  /** Objects that were sent to us. */
  readonly fetchedObjects: number;
}

/** The events of git's trace2 that count here (git's Documentation/technical/api-trace2.txt). */
interface TraceEvent {
  readonly event: string;
  /** One part per process, the outermost first. */
  readonly sid: string;
  readonly time: string;
  readonly argv?: readonly string[];
  readonly key?: string;
  readonly value?: string;
}

/** Makes git, and whatever git starts, write its trace to a file. */
export function tracing(file: string): NodeJS.ProcessEnv {
  return { ...process.env, GIT_TRACE2_EVENT: file };
}

export function readTrace(file: string): GitTrace {
  const events = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceEvent);
  const starts = events.filter(({ event }) => event === 'start');
  const serving = starts.filter(({ argv = [] }) => /upload-pack|receive-pack/.test(argv[0] ?? ''));
  const uploads = serving.filter(({ argv = [] }) => argv[0]?.includes('upload-pack')).map(({ sid }) => sid);
  const wrote = events.filter(
    ({ sid, key }) => key === 'write_pack_file/wrote' && uploads.some((upload) => sid.startsWith(upload)),
  );
  return {
    commands: starts
      .filter(({ sid }) => !sid.includes('/'))
      .map(({ argv = [], time }) => ({ name: argv[argv[1] === '-c' ? 3 : 1] ?? '', start: Date.parse(time) })),
    processes: starts.length,
    connections: serving.length,
    fetchedObjects: wrote.reduce((sum, { value }) => sum + Number(value), 0),
  };
}
