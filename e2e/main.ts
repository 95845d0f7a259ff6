import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildComponents } from './build/build';
import { removeUnfinished } from './build/cached';
import { MissingTool } from './build/toolchain';
import { readCommandLine, usage } from './command-line';
import { flows } from './flows';
import { Processes } from './harness/processes';
import { Report } from './report';
import { runFlows } from './run-flows';

const source = __dirname;

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main(args: readonly string[]): Promise<number> {
  const names = flows.map(({ name }) => name);
  const commandLine = readCommandLine(args, names);
  if (typeof commandLine === 'string') {
    process.stderr.write(`error: ${commandLine}\n\n${usage}`);
    return 2;
  }
  if (commandLine.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (commandLine.list) {
    const lines = flows.map(({ name, title }, index) => `${String(index + 1).padStart(2)}  ${name.padEnd(14)}  ${title}\n`);
    process.stdout.write(lines.join(''));
    return 0;
  }

  const cache = process.env['GITOPS_E2E_CACHE'] ?? join(homedir(), '.cache', 'gitops-e2e');
  await removeUnfinished(cache);
  const directory = await mkdtemp(join(tmpdir(), 'gitops-e2e-'));
  const processes = new Processes(join(directory, 'logs'), await environment(directory));
  const finish = async (): Promise<void> => {
    await processes.stop();
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    await removeUnfinished(cache);
  };
  let quiet = false;
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        quiet = true;
        process.stderr.write('\nending everything\n');
        void finish().finally(() => {
          process.exit(130);
        });
        resolve();
      });
    }
  });

  const coloured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const report = new Report((text) => {
    if (!quiet) process.stdout.write(text);
  }, coloured);
  try {
    const progress = (line: string): void => {
      report.step(line);
    };
    const components = await buildComponents({ source, cache, processes, progress });
    const wanted = flows.filter(({ name }) => commandLine.flows.includes(name));
    const workspace = dirname(source);
    const { keep } = commandLine;
    const options = { components, processes, workspace, directory, cache, report, keep };
    const { failed, world, commands } = await runFlows(wanted, options);
    const held = `${String(wanted.length - failed.length)} of ${String(wanted.length)} flows hold`;
    report.heading(`${held}, in ${report.elapsed().toFixed(0)} seconds${failed.length > 0 ? `; not ${failed.join(', ')}` : ''}`);
    const pods = world === undefined ? [] : [`${world.cluster.kubectlCommand} get pods --all-namespaces`];
    const looks = [...pods, ...commands];
    if (keep && looks.length > 0) {
      for (const command of looks) report.aside(command);
      report.aside(`All of this stays, with its files in ${directory}, until Ctrl-C.`);
      await interrupted;
    }
    await world?.stop();
    return failed.length > 0 ? 1 : 0;
  } catch (thrown) {
    if (!quiet) process.stderr.write(`error: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    return thrown instanceof MissingTool ? 2 : 1;
  } finally {
    await finish();
  }
}

/** Nobody's own configuration of git has a say, and temporary files of all programs lie in the run's directory. */
async function environment(directory: string): Promise<NodeJS.ProcessEnv> {
  const gitconfig = join(directory, 'gitconfig');
  const temporary = join(directory, 'tmp');
  await mkdir(temporary);
  await writeFile(gitconfig, '[user]\n\tname = Ada\n\temail = ada@example.com\n[gc]\n\tauto = 0\n');
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'KUBECONFIG');
  return { ...Object.fromEntries(inherited), GIT_CONFIG_GLOBAL: gitconfig, GIT_CONFIG_NOSYSTEM: '1', TMPDIR: temporary };
}
