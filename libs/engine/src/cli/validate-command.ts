import { countText, hasErrors, renderJson, renderText } from '@gitops/diagnostics';
import { supportedMinors } from '@gitops/validation';
import { Option, type Command } from 'commander';
import { validateClusters } from '../verbs/validate';
import { chosenClusters, createProgress, exitCodes, requireWorkspace, type CommandContext } from './terminal';

interface ValidateOptions {
  readonly format: 'text' | 'json';
  readonly kubernetes?: string;
}

export function addValidate(program: Command, context: CommandContext): void {
  program
    .command('validate')
    .summary('check clusters, and the files in dist/ as Flux would read them')
    .description(
      'Refuses what the API server, Flux or the Helm Operator would refuse, at the line of TypeScript to edit,\nand checks that dist/ is what the TypeScript makes.',
    )
    .argument('[cluster...]', 'names of folders in clusters/ (default: all)')
    .addOption(new Option('--format <format>', 'how to print diagnostics').choices(['text', 'json']).default('text'))
    .addOption(new Option('--kubernetes <version>', "another version than the cluster's own").choices(supportedMinors))
    .addHelpText(
      'after',
      '\nExamples:\n  gitops validate\n  gitops validate gitops-cicd --kubernetes 1.36\n  gitops validate --format json',
    )
    .action(async (named: readonly string[], { format, kubernetes }: ValidateOptions) => {
      const workspace = requireWorkspace(context);
      const { terminal } = context;
      const clusters = chosenClusters(workspace, named);
      const progress = createProgress(terminal, 'validate');
      const diagnostics = await validateClusters(workspace, clusters, { kubernetes }, (cluster) => {
        progress.step(cluster);
      });
      progress.done();
      if (format === 'json') terminal.out(renderJson(diagnostics));
      else {
        terminal.error(renderText(diagnostics, terminal.paint));
        terminal.out(`${clusters.join(', ')}: ${diagnostics.length === 0 ? 'valid' : countText(diagnostics)}\n`);
      }
      if (hasErrors(diagnostics)) context.exit(exitCodes.diagnostics);
    });
}
