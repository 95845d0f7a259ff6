import { countText, hasErrors, renderText } from '@gitops/diagnostics';
import { Option, type Command } from 'commander';
import { synth, type SynthesizedCluster } from '../verbs/synth';
import { chosenClusters, createProgress, exitCodes, requireWorkspace, type CommandContext } from './terminal';

/** More files than this are counted by directory, so that the result stays on one screen. */
const listedFiles = 30;

export function addSynth(program: Command, context: CommandContext): void {
  program
    .command('synth')
    .summary('write the manifests of clusters into dist/')
    .description(
      'Turns clusters/<name>/cluster.ts into the YAML of its config repository, checked, in dist/<config repository>.\nNothing is written unless everything is valid.',
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
      terminal.out(clusters.map(describeCluster).join(''));
      if (failed) terminal.error(`\n${countText(diagnostics)}; nothing was written\n`);
    });
}

function describeCluster({ cluster, directory, written }: SynthesizedCluster): string {
  const marked = [
    ...written.added.map((path) => ['+', path] as const),
    ...written.changed.map((path) => ['~', path] as const),
    ...written.removed.map((path) => ['-', path] as const),
    ...written.unchanged.map((path) => [' ', path] as const),
  ].sort(([, a], [, b]) => (a < b ? -1 : 1));
  const lines =
    marked.length <= listedFiles
      ? marked.map(([mark, path]) => `  ${mark} ${path}`)
      : byDirectory(marked.map(([, path]) => path));
  const { added, changed, removed, unchanged } = written;
  const counts = `${added.length} new, ${changed.length} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
  return `${cluster} -> ${directory}\n${lines.join('\n')}\n${counts}\n`;
}

function byDirectory(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const directory = path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : path;
    counts.set(directory, (counts.get(directory) ?? 0) + 1);
  }
  return [...counts].map(([directory, count]) => `  ${directory.endsWith('/') ? `${directory} (${count} files)` : directory}`);
}
