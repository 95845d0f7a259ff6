import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmark } from './benchmark';
import { renderResult } from './report';

const usage = `usage: npm run bench -- [options]

Measures gitops synth against cdk8s synth over the same constructs, and its growth with the number of apps. Prints what
it measured and judges nothing: a time says as much about the machine.

  --runs <n>          how often each thing is measured (default: 3)
  --quick             100 and 300 apps only
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
  const result = await benchmark({
    repository: dirname(__dirname),
    directory,
    runs: options.runs,
    sizes,
    comparedAt: options.quick ? 300 : 1000,
    progress: (what) => {
      if (process.stderr.isTTY) process.stderr.write(`${what} ...\n`);
    },
  });
  const machine = { node: process.version, cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown', directory };
  if (options.json) process.stdout.write(`${JSON.stringify({ version: 1, machine, runs: options.runs, ...result }, null, 2)}\n`);
  else
    process.stdout.write(
      `Node ${machine.node}, ${machine.cores} cores, ${options.runs} runs, in ${directory}\n\n${renderResult(result)}`,
    );
  return 0;
}

interface Options {
  readonly runs: number;
  readonly quick: boolean;
  readonly json: boolean;
  readonly help: boolean;
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
      },
    });
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < 1) return `--runs takes a whole number from 1, not "${values.runs}"`;
    if (values.directory !== undefined && !existsSync(values.directory)) return `there is no directory "${values.directory}"`;
    return { ...values, runs, directory: values.directory };
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function hasRoom(directory: string): boolean {
  if (!existsSync(directory)) return false;
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= room;
}
