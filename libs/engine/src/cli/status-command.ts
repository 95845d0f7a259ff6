import { hasErrors, renderText } from '@gitops/diagnostics';
import { Option, type Command } from 'commander';
import { statusTable } from '../status/status-table';
import { status, type ClusterStatus } from '../verbs/status';
import { chosenClusters, createProgress, exitCodes, requireWorkspace, UsageError, type CommandContext } from './terminal';

interface StatusCommandOptions {
  readonly configRepo?: string;
  readonly format: 'text' | 'json';
}

export function addStatus(program: Command, context: CommandContext): void {
  program
    .command('status')
    .summary('show what is published, who owns it, and how far the cluster has come')
    .description(
      "For each workload with images: the tag that is published and the one that is declared, who owns it, the commit that\npublished it, locks, and edits by others. And by Flux's sync tag, up to which commit the cluster has applied.",
    )
    .argument('[cluster...]', 'names of folders in clusters/ (default: all)')
    .option('--config-repo <url>', 'read this URL or path instead (one cluster only)')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExamples:\n  gitops status\n  gitops status gitops-cicd\n  gitops status gitops-cicd --format json')
    .action(async (named: readonly string[], { configRepo, format }: StatusCommandOptions) => {
      const workspace = requireWorkspace(context);
      const clusters = chosenClusters(workspace, named);
      if (configRepo !== undefined && clusters.length > 1) throw new UsageError('--config-repo takes one cluster; name it');
      const results: ClusterStatus[] = [];
      for (const cluster of clusters) {
        const progress = createProgress(context.terminal, `status ${cluster}:`);
        const result = await status(workspace, cluster, { configRepo }, (step) => {
          progress.step(step);
        });
        progress.done();
        results.push(result);
        if (hasErrors(result.diagnostics)) context.exit(exitCodes.diagnostics);
        if (format === 'json') continue;
        context.terminal.error(renderText(result.diagnostics, context.terminal.paint));
        if (result.configRepo !== undefined) context.terminal.out(`${results.length > 1 ? '\n' : ''}${statusTable(result)}`);
      }
      if (format === 'json')
        context.terminal.out(`${JSON.stringify({ version: 1, clusters: results.map(forMachines) }, null, 2)}\n`);
    });
}

function forMachines({ cluster, ...result }: ClusterStatus): object {
  return { cluster, ok: !hasErrors(result.diagnostics), ...result };
}
