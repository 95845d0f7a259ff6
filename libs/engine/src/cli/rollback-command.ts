import { countText, hasErrors, renderText } from '@gitops/diagnostics';
import { describe } from '@gitops/manifest';
import { Option, type Command } from 'commander';
import type { WorkloadResult } from '../rollback/change-workload';
import { fullName } from '../rollback/find-workload';
import { rollback, type Rollback, type RollbackOptions } from '../verbs/rollback';
import { createProgress, exitCodes, requireWorkspace, UsageError, type CommandContext } from './terminal';

interface RollbackCommandOptions extends RollbackOptions {
  readonly format: 'text' | 'json';
}

export function addRollback(program: Command, context: CommandContext): void {
  program
    .command('rollback')
    .summary('set an earlier tag and hold it there, in one commit')
    .description(
      'Sets the tag that was published before the current one, and the lock that keeps Flux from moving it again.\nPublishing leaves both as they are, until gitops unlock.',
    )
    .argument('<cluster>', 'name of a folder in clusters/')
    .argument('<workload>', 'its name; or <namespace>/<kind>/<name>, <namespace>:<kind>/<name>, or its file')
    .option('--to <tag>', 'the tag to go to (default: the one published before the current one)')
    .option('--container <name>', 'which container, where Flux owns the tags of several')
    .option('--user <name>', 'who holds the lock (default: the name that git has for commits)')
    .option('--message <text>', 'why, for whoever finds the lock (default: which tag was rolled back)')
    .option('--config-repo <url>', 'write to this URL or path instead')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', afterHelp)
    .action(async (cluster: string, workload: string, { format, ...options }: RollbackCommandOptions) => {
      if (options.user?.trim() === '') throw new UsageError('--user needs a name: whoever finds the lock asks them');
      const progress = createProgress(context.terminal, `rollback ${cluster}:`);
      const result = await rollback(requireWorkspace(context), cluster, workload, options, (step) => {
        progress.step(step);
      });
      progress.done();
      if (hasErrors(result.diagnostics)) context.exit(exitCodes.diagnostics);
      if (format === 'json') context.terminal.out(forMachines(result));
      else print(workload, result, context);
    });
}

const afterHelp = `
Why not git revert? Reverting Flux's commit by hand brings the old tag back, but Flux still sees the newer image in the
registry, and commits the same bump again within minutes. Only a lock holds it. To hold what you reverted to already,
name that tag with --to: then only the lock is added.

Without --to, tags that were rolled back before do not count, and a workload that is locked already is left alone.
Nothing is built or tested: the TypeScript may be broken, and the inventory too.

Examples:
  gitops rollback gitops-cicd gitops-example-deployment
  gitops rollback gitops-cicd gitops-example-deployment --to 4f1c2d7 --message "checkout fails, see INC-42"
  gitops rollback gitops-cicd gitops-helm/helmrelease/gitops-helm-demo`;

function print(
  named: string,
  { cluster, commit, manifest, path, outcome, diagnostics }: WorkloadResult<Rollback>,
  { terminal }: CommandContext,
): void {
  terminal.error(renderText(diagnostics, terminal.paint));
  if (hasErrors(diagnostics) || manifest === undefined || outcome === undefined) {
    terminal.error(`\n${cluster}: ${countText(diagnostics)}; nothing was changed\n`);
    return;
  }
  const { container, from, to, user, message, wasLocked } = outcome;
  const what = describe(manifest);
  const lines =
    commit === undefined
      ? [`${cluster}: ${what} is at ${to} and locked already; nothing was changed`]
      : [
          `${cluster}: ${what} ${from === to ? 'is held' : 'was rolled back'}, in commit ${commit}`,
          `  ${path ?? ''}  ${container}: ${from === to ? to : `${from} -> ${to}`}`,
        ];
  terminal.out(
    [
      ...lines,
      `  locked by ${user}: ${message}`,
      ...(wasLocked === undefined ? [] : [`  was locked by ${wasLocked}`]),
      '  Flux applies it at its next sync, within 5 minutes unless it is set otherwise; fluxctl sync asks for it now',
      `  to hand the tag back to Flux: gitops unlock ${cluster} ${named}`,
      '',
    ].join('\n'),
  );
}

function forMachines({ cluster, commit, manifest, path, outcome, diagnostics }: WorkloadResult<Rollback>): string {
  const workload = manifest === undefined ? undefined : fullName(manifest);
  return `${JSON.stringify({ version: 1, ok: !hasErrors(diagnostics), cluster, commit, workload, path, ...outcome, diagnostics }, null, 2)}\n`;
}
