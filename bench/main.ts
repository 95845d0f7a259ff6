import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmark } from './benchmark';
import { benchmarkPublish } from './publish';
import { renderPublish, renderResult } from './report';

const usage = `usage: npm run bench -- [options]

Measures gitops synth against cdk8s synth over the same constructs, and its growth with the number of apps; and gitops
publish of one change among 10,000 files against a bare git clone --depth 1, commit and push. Prints what it measured and
judges nothing: a time says as much about the machine.

  --runs <n>          how often each thing is measured (default: 3)
  --quick             100 and 300 apps only, and 1,000 files
  --only <verb>       synth or publish (default: both)
  --directory <dir>   where the workspaces are made (default: in memory where there is room, so that the disk has no say)
  --json              times in milliseconds, for machines
`;

const memory = '/dev/shm';
/** Bytes that the workspaces take, rounded up. */
const room = 2 ** 30;

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`error: ${options}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const directory = options.directory ?? (hasRoom(memory) ? memory : tmpdir());
  const sizes = options.quick ? [100, 300] : [100, 500, 1000, 2500, 5000];
  const progress = (what: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`${what} ...\n`);
  };
  const common = { repository: dirname(__dirname), directory, runs: options.runs, progress };
  const synth =
    options.only === 'publish' ? undefined : await benchmark({ ...common, sizes, comparedAt: options.quick ? 300 : 1000 });
  const publish = options.only === 'synth' ? undefined : await benchmarkPublish({ ...common, apps: options.quick ? 333 : 3333 });
  const machine = { node: process.version, cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown', directory };
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ version: 1, machine, runs: options.runs, ...synth, publish }, null, 2)}\n`);
    return 0;
  }
  const tables = [synth && renderResult(synth), publish && renderPublish(publish)].filter((table) => table !== undefined);
  process.stdout.write(
    `Node ${machine.node}, ${machine.cores} cores, ${options.runs} runs, in ${directory}\n\n${tables.join('\n')}`,
  );
  return 0;
}

interface Options {
  readonly runs: number;
  readonly quick: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly only: 'synth' | 'publish' | undefined;
  readonly directory: string | undefined;
}

/** What is wrong with the arguments, where something is. */
function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: 'string', default: '3' },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        directory: { type: 'string' },
        only: { type: 'string' },
      },
    });
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < 1) return `--runs takes a whole number from 1, not "${values.runs}"`;
    if (values.directory !== undefined && !existsSync(values.directory)) return `there is no directory "${values.directory}"`;
    const { only } = values;
    if (only !== undefined && only !== 'synth' && only !== 'publish') return `--only takes synth or publish, not "${only}"`;
    return { ...values, only, runs, directory: values.directory };
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function hasRoom(directory: string): boolean {
  if (!existsSync(directory)) return false;
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= room;
}
