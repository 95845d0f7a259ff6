import { countText, hasErrors, renderText, type Diagnostic } from '@gitops/diagnostics';
import { Option, type Command } from 'commander';
import type { Workspace } from '../workspace';
import { chosenClusters, createProgress, exitCodes, requireWorkspace, type CommandContext } from './terminal';
import { describeWritten } from './written-directory';

/** A verb that writes a part of dist/ for each of some clusters, or for none where one of them has a mistake. */
export interface WritingVerb {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** Command lines for the help, without the prompt. */
  readonly examples: readonly string[];
  readonly write: (
    workspace: Workspace,
    clusters: readonly string[],
    progress: (cluster: string) => void,
  ) => Promise<{
    readonly clusters: readonly Parameters<typeof describeWritten>[0][];
    readonly diagnostics: readonly Diagnostic[];
  }>;
}

export function addWritingVerb(program: Command, context: CommandContext, verb: WritingVerb): void {
  program
    .command(verb.name)
    .summary(verb.summary)
    .description(verb.description)
    .argument('[cluster...]', 'names of folders in clusters/ (default: all)')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\nExamples:\n${verb.examples.map((line) => `  ${line}`).join('\n')}`)
    .action(async (named: readonly string[], { format }: { readonly format: 'text' | 'json' }) => {
      const workspace = requireWorkspace(context);
      const { terminal } = context;
      const progress = createProgress(terminal, verb.name);
      const { clusters, diagnostics } = await verb.write(workspace, chosenClusters(workspace, named), (cluster) => {
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
      terminal.out(clusters.map((cluster) => describeWritten(cluster)).join(''));
      if (failed) terminal.error(`\n${countText(diagnostics)}; nothing was written\n`);
    });
}
