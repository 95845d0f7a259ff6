import { countText, hasErrors, renderText } from '@gitops/diagnostics';
import { describe } from '@gitops/manifest';
import { Option, type Command } from 'commander';
import type { WorkloadResult } from '../rollback/change-workload';
import { fullName } from '../rollback/find-workload';
import { unlock, type Unlock, type UnlockOptions } from '../verbs/unlock';
import { createProgress, exitCodes, requireWorkspace, type CommandContext } from './terminal';

interface UnlockCommandOptions extends UnlockOptions {
  readonly format: 'text' | 'json';
}

export function addUnlock(program: Command, context: CommandContext): void {
  program
    .command('unlock')
    .summary('hand a rolled back tag back to Flux, which jumps to the newest one')
    .description(
      'Removes the lock of gitops rollback or fluxctl lock from a workload.\nFlux then jumps to the newest tag that its filter admits: not to the one after the current tag, and maybe to the one that\nwas rolled back. Push a newer image first, or narrow the filter in the TypeScript and publish.',
    )
    .argument('<cluster>', 'name of a folder in clusters/')
    .argument('<workload>', 'its name; or <namespace>/<kind>/<name>, <namespace>:<kind>/<name>, or its file')
    .option('--config-repo <url>', 'write to this URL or path instead')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExamples:\n  gitops unlock gitops-cicd gitops-example-deployment')
    .action(async (cluster: string, workload: string, { format, ...options }: UnlockCommandOptions) => {
      const progress = createProgress(context.terminal, `unlock ${cluster}:`);
      const result = await unlock(requireWorkspace(context), cluster, workload, options, (step) => {
        progress.step(step);
      });
      progress.done();
      if (hasErrors(result.diagnostics)) context.exit(exitCodes.diagnostics);
      if (format === 'json') context.terminal.out(forMachines(result));
      else print(result, context);
    });
}

function print({ cluster, commit, manifest, outcome, diagnostics }: WorkloadResult<Unlock>, { terminal }: CommandContext): void {
  terminal.error(renderText(diagnostics, terminal.paint));
  if (hasErrors(diagnostics) || manifest === undefined || outcome === undefined) {
    terminal.error(`\n${cluster}: ${countText(diagnostics)}; nothing was changed\n`);
    return;
  }
  const { locked, user, message, released } = outcome;
  const what = describe(manifest);
  const verdict = locked ? `was unlocked, in commit ${commit ?? ''}` : 'is not locked; nothing was changed';
  const was = user === undefined ? [] : [`  it was locked by ${user}${message === undefined ? '' : `: ${message}`}`];
  const next = released.map(
    ({ container, tag }) => `  Flux jumps from ${tag} to the newest tag of ${container} that its filter admits, within minutes`,
  );
  const nobody = '  Flux updates none of its images: TypeScript owns the tags';
  const after = locked ? (next.length > 0 ? next : [nobody]) : [];
  terminal.out([`${cluster}: ${what} ${verdict}`, ...was, ...after, ''].join('\n'));
}

function forMachines({ cluster, commit, manifest, path, outcome, diagnostics }: WorkloadResult<Unlock>): string {
  const workload = manifest === undefined ? undefined : fullName(manifest);
  return `${JSON.stringify({ version: 1, ok: !hasErrors(diagnostics), cluster, commit, workload, path, ...outcome, diagnostics }, null, 2)}\n`;
}
