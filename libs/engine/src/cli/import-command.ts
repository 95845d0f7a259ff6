import type { Command } from 'commander';
import { ImportRefused } from '../import/import-refused';
import { importDefinitions, type ImportedModule } from '../verbs/import';
import { exitCodes, requireWorkspace, UsageError, type CommandContext } from './terminal';

const exitCodeOf = { usage: exitCodes.usage, definitions: exitCodes.diagnostics, failure: exitCodes.failure } as const;

/** Ends the line that refuses the content of a file. */
const expected = '; import takes CustomResourceDefinitions of apiextensions.k8s.io/v1, in YAML or JSON';

export function addImport(program: Command, context: CommandContext): void {
  program
    .command('import')
    .summary('make typed constructs of CustomResourceDefinitions')
    .description(
      'Makes typed constructs of the CustomResourceDefinitions in a YAML file, one module of @gitops/imports per API group,\nand keeps the definitions beside them, in libs/imports.',
    )
    .argument('<file or url>', 'a YAML file, or an http(s) URL of one')
    .option('--name <name>', 'of the module (default: the first label of the API group)')
    .addHelpText(
      'after',
      '\nExamples:\n  gitops import vendor/crontabs.yaml\n  gitops import https://example.com/crds.yaml --name backup',
    )
    .action(async (source: string, { name }: { readonly name?: string }) => {
      const workspace = requireWorkspace(context);
      if (name !== undefined && (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name === 'index')) {
        throw new UsageError(`"${name}" is no name for a module: lower case letters, digits and "-", such as cert-manager`);
      }
      try {
        context.terminal.out((await importDefinitions(workspace, source, name)).map(describeModule).join('\n'));
      } catch (thrown) {
        if (!(thrown instanceof ImportRefused)) throw thrown;
        context.terminal.error(`error: ${thrown.message}${thrown.reason === 'definitions' ? expected : ''}\n`);
        context.exit(exitCodeOf[thrown.reason]);
      }
    });
}

function describeModule({ group, kinds, identifier, file, crdFile }: ImportedModule): string {
  const [kind = ''] = kinds;
  return `${group}: ${kinds.join(', ')}
  ${file}
  ${crdFile}

Next, in an app or a platform component:
  import { ${identifier} } from '@gitops/imports';
  new ${identifier}.${kind}(chart, '${kind.toLowerCase()}', { metadata: { name: '${kind.toLowerCase()}' } });

The cluster must know these kinds, or synth refuses them. In one component that runs on it:
  import { Include } from 'cdk8s';
  new Include(chart, '${identifier}-crds', { url: ${identifier}.crdFile });
`;
}
