import { Command, CommanderError } from 'commander';
import type { Workspace } from '../workspace';
import { addBootstrap } from './bootstrap-command';
import { addDiff } from './diff-command';
import { addImport } from './import-command';
import { addPublish } from './publish-command';
import { addRollback } from './rollback-command';
import { addStatus } from './status-command';
import { addSynth } from './synth-command';
import { addUnlock } from './unlock-command';
import { addValidate } from './validate-command';
import { exitCodes, UsageError, type Terminal } from './terminal';

/**
 * Runs the `gitops` command line and returns its exit code. A mistake of the user's is a diagnostic or a line about
 * usage; only a bug of ours shows a stack.
 * @param args without the program's own name
 * @param workspace undefined outside of any workspace
 */
export async function run(args: readonly string[], workspace: Workspace | undefined, terminal: Terminal): Promise<number> {
  const program = new Command('gitops')
    .description('GitOps manifests for EKS, written in TypeScript and synced by Flux')
    .usage('<verb> [cluster...] [options]')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [verb]', 'show help for a verb')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .exitOverride()
    .addHelpText('after', exitCodeHelp);
  let code: number = exitCodes.clean;
  const context = { workspace, terminal, exit: (value: number) => (code = value) };
  addSynth(program, context);
  addValidate(program, context);
  addDiff(program, context);
  addPublish(program, context);
  addBootstrap(program, context);
  addImport(program, context);
  addRollback(program, context);
  addUnlock(program, context);
  addStatus(program, context);
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
    if (thrown instanceof UsageError) {
      terminal.error(`error: ${thrown.message}\n`);
      return exitCodes.usage;
    }
    terminal.error(failureText(thrown));
    return exitCodes.failure;
  }
}

const exitCodeHelp = `
Exit codes:
  0  clean
  1  diagnostics: mistakes in the TypeScript, each with its line and what would be right
  2  usage
  3  failure: the disk, or a bug
  16 differences (diff only)`;

/** The disk and the like have a code and need no stack; anything else is a bug, and its stack is what we need. */
function failureText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `failure: ${String(thrown)}\n`;
  if ('code' in thrown && 'syscall' in thrown) return `failure: ${thrown.message}\n`;
  return `failure: this is a bug, please report it with what follows\n${thrown.stack ?? thrown.message}\n`;
}
