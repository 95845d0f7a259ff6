import { countText, hasErrors, renderText } from '@gitops/diagnostics';
import { Option, type Command } from 'commander';
import { bootstrap } from '../verbs/bootstrap';
import { chosenClusters, createProgress, exitCodes, requireWorkspace, type CommandContext } from './terminal';
import { describeWritten } from './written-directory';

export function addBootstrap(program: Command, context: CommandContext): void {
  program
    .command('bootstrap')
    .summary('write what must exist before Flux can sync, and the script that makes it')
    .description(
      'Writes dist/bootstrap/<cluster>: README.md with the steps in order, bootstrap.sh that takes them and may run again,\nthe configuration for eksctl, and the few manifests that are applied by hand. Runs nothing and reads no cluster.',
    )
    .argument('[cluster...]', 'names of folders in clusters/ (default: all)')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExamples:\n  gitops bootstrap\n  gitops bootstrap gitops-cicd')
    .action(async (named: readonly string[], { format }: { readonly format: 'text' | 'json' }) => {
      const workspace = requireWorkspace(context);
      const { terminal } = context;
      const progress = createProgress(terminal, 'bootstrap');
      const { clusters, diagnostics } = await bootstrap(workspace, chosenClusters(workspace, named), (cluster) => {
        progress.step(cluster);
      });
      progress.done();
      const failed = hasErrors(diagnostics);
      if (failed) context.exit(exitCodes.diagnostics);
      if (format === 'json') {
        terminal.out(`${JSON.stringify({ version: 1, ok: !failed, clusters, diagnostics }, null, 2)}\n`);
        return;
      }
      terminal.error(renderText(diagnostics, terminal.paint));
      terminal.out(clusters.map(describeWritten).join(''));
      if (failed) terminal.error(`\n${countText(diagnostics)}; nothing was written\n`);
    });
}
