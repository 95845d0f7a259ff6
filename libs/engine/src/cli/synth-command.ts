import { countText, hasErrors, renderText } from '@gitops/diagnostics';
import { Option, type Command } from 'commander';
import { synth } from '../verbs/synth';
import { chosenClusters, createProgress, exitCodes, requireWorkspace, type CommandContext } from './terminal';
import { describeWritten } from './written-directory';

export function addSynth(program: Command, context: CommandContext): void {
  program
    .command('synth')
    .summary('write the manifests of clusters into dist/')
    .description(
      'Turns clusters/<name>/cluster.ts into the YAML of its config repository, checked, in dist/<config repository>,\nand puts together dist/app-repo/<app> for each of its pipelines.\nNothing is written unless everything is valid.',
    )
    .argument('[cluster...]', 'names of folders in clusters/ (default: all)')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExamples:\n  gitops synth\n  gitops synth gitops-cicd\n  gitops synth --format json')
    .action(async (named: readonly string[], { format }: { readonly format: 'text' | 'json' }) => {
      const workspace = requireWorkspace(context);
      const { terminal } = context;
      const progress = createProgress(terminal, 'synth');
      const { clusters, diagnostics } = await synth(workspace, chosenClusters(workspace, named), (cluster) => {
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
