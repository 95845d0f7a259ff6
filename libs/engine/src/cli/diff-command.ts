import { countText, hasErrors, renderText } from '@gitops/diagnostics';
import { Option, type Command } from 'commander';
import type { DiffResult } from '../diff/cluster-diff';
import { renderDiffMarkdown } from '../diff/render-markdown';
import { renderDiffText } from '../diff/render-text';
import { diffCluster } from '../verbs/diff';
import { chosenClusters, createProgress, exitCodes, requireWorkspace, UsageError, type CommandContext } from './terminal';

interface DiffCommandOptions {
  readonly configRepo?: string;
  readonly format: 'text' | 'markdown' | 'json';
}

export function addDiff(program: Command, context: CommandContext): void {
  program
    .command('diff')
    .summary('show what a publish would change, and what is risky about it')
    .description(
      'Compares what synth makes with what is published, object by object and field by field, and names the risks.\nUncommitted changes count. Exits with 16 where something differs, and with 1 where something would stop the publish.',
    )
    .argument('[cluster...]', 'names of folders in clusters/ (default: all)')
    .option('--config-repo <url>', 'compare with this URL or path instead (one cluster only)')
    .addOption(
      new Option('--format <format>', 'how to print it; markdown fits a pull request comment')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  gitops diff\n  gitops diff gitops-cicd --config-repo ../config-repo.git\n  gitops diff --format markdown > comment.md',
    )
    .action(async (named: readonly string[], { configRepo, format }: DiffCommandOptions) => {
      const workspace = requireWorkspace(context);
      const clusters = chosenClusters(workspace, named);
      if (configRepo !== undefined && clusters.length > 1) throw new UsageError('--config-repo takes one cluster; name it');
      const results: DiffResult[] = [];
      for (const cluster of clusters) {
        const progress = createProgress(context.terminal, `diff ${cluster}:`);
        const result = await diffCluster(workspace, cluster, { configRepo }, (step) => {
          progress.step(step);
        });
        progress.done();
        results.push(result);
        if (format === 'text') print(result, context);
      }
      if (format === 'markdown') context.terminal.out(renderDiffMarkdown(results));
      if (format === 'json')
        context.terminal.out(`${JSON.stringify({ version: 1, clusters: results.map(forMachines) }, null, 2)}\n`);
      context.exit(exitCode(results));
    });
}

function print({ cluster, diff, diagnostics }: DiffResult, { terminal }: CommandContext): void {
  if (diff !== undefined) terminal.out(renderDiffText(diff, terminal.paintOut));
  terminal.error(renderText(diagnostics, terminal.paint));
  if (!hasErrors(diagnostics)) return;
  terminal.error(
    `\n${cluster}: ${countText(diagnostics)}; ${diff === undefined ? 'there is no diff' : 'a publish would stop here'}\n`,
  );
}

function forMachines({ cluster, diff, diagnostics }: DiffResult): object {
  return { cluster, ok: !hasErrors(diagnostics), different: isDifferent({ diff }), ...diff, diagnostics };
}

function exitCode(results: readonly DiffResult[]): number {
  if (results.some(({ diagnostics }) => hasErrors(diagnostics))) return exitCodes.diagnostics;
  return results.some(isDifferent) ? exitCodes.differences : exitCodes.clean;
}

function isDifferent({ diff }: Pick<DiffResult, 'diff'>): boolean {
  return diff !== undefined && (diff.changes.length > 0 || diff.inventoryAlone);
}
