import { countText, hasErrors, renderText } from '@gitops/diagnostics';
import { Option, type Command } from 'commander';
import { join, resolve } from 'node:path';
import { writeFiles } from '../disk/write-files';
import { carriedText } from '../publish/carried-text';
import { formatInventory, inventoryPath } from '../publish/inventory';
import type { Plan } from '../publish/plan-types';
import { UnknownObject } from '../publish/check-consents';
import { publish, type PublishResult } from '../verbs/publish';
import {
  chosenClusters,
  createProgress,
  exitCodes,
  requireWorkspace,
  UsageError,
  type CommandContext,
  type Terminal,
} from './terminal';

interface PublishCommandOptions {
  readonly configRepo?: string;
  readonly dryRun?: boolean;
  readonly out?: string;
  readonly adopt?: boolean;
  readonly overwriteDrift: readonly string[];
  readonly acceptImage: readonly string[];
  readonly allowRemoval: readonly string[];
  readonly format: 'text' | 'json';
}

export function addPublish(program: Command, context: CommandContext): void {
  program
    .command('publish')
    .summary('land clusters in their config repositories, losing nothing')
    .description(
      'Commits what synth makes on top of what is in the config repository, and pushes it as a fast-forward.\nThe tags that Flux has moved and the locks of whoever is on call stay as they are; any other edit found there stops the publish.',
    )
    .argument('[cluster...]', 'names of folders in clusters/ (default: all)')
    .option('--config-repo <url>', 'publish to this URL or path instead (one cluster only)')
    .option('--dry-run', 'decide and check everything, and push nothing')
    .option(
      '--out <directory>',
      'with --dry-run: write the files that would be published there, of several clusters each in a directory of its own',
    )
    .option('--adopt', 'take over manifests that were written by hand, on a first publish')
    .addOption(objects('--overwrite-drift <object...>', "undo somebody's edit of these objects"))
    .addOption(objects('--accept-image <object...>', 'let these objects start from the declared tag of another image repository'))
    .addOption(objects('--allow-removal <object...>', 'remove these namespaces, volumes, claims or CRDs'))
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      "\nAn object is named by its name, by Flux's identity (<namespace>:deployment/<name>) or by its file.\n\nExamples:\n  gitops publish\n  gitops publish gitops-cicd --config-repo ../config-repo.git\n  gitops publish gitops-cicd --dry-run --out preview\n  gitops publish gitops-cicd --overwrite-drift gitops-example-deployment",
    )
    .action(async (named: readonly string[], options: PublishCommandOptions) => {
      const workspace = requireWorkspace(context);
      const clusters = chosenClusters(workspace, named);
      if (options.configRepo !== undefined && clusters.length > 1)
        throw new UsageError('--config-repo takes one cluster; name it');
      const { adopt = false, overwriteDrift, acceptImage, allowRemoval } = options;
      const consenting = adopt || overwriteDrift.length + acceptImage.length + allowRemoval.length > 0;
      if (consenting && clusters.length > 1)
        throw new UsageError('--adopt, --overwrite-drift, --accept-image and --allow-removal take one cluster; name it');
      const consents = {
        adopt,
        overwriteDrift: new Set(overwriteDrift),
        acceptImage: new Set(acceptImage),
        allowRemoval: new Set(allowRemoval),
      };
      if (options.out !== undefined && options.dryRun !== true) throw new UsageError('--out goes with --dry-run');
      const results: PublishResult[] = [];
      for (const cluster of clusters) {
        const progress = createProgress(context.terminal, `publish ${cluster}:`);
        const settings = { configRepo: options.configRepo, consents, dryRun: options.dryRun };
        const result = await publish(workspace, cluster, settings, (step) => {
          progress.step(step);
        }).catch((failure: unknown) => {
          throw failure instanceof UnknownObject ? new UsageError(failure.message) : failure;
        });
        progress.done();
        results.push(result);
        if (options.format === 'text') printPublish(result, options, context.terminal);
        if (hasErrors(result.diagnostics)) context.exit(exitCodes.diagnostics);
        else if (options.out !== undefined && result.plan !== undefined)
          preview(clusters.length > 1 ? join(options.out, cluster) : options.out, result.plan);
      }
      if (options.format === 'json')
        context.terminal.out(`${JSON.stringify({ version: 1, clusters: results.map(forMachines) }, null, 2)}\n`);
    });
}

function objects(flags: string, description: string): Option {
  return new Option(flags, description).default([], 'none');
}

/** What a person sees of a publish: diagnostics on stderr, the verdict with what changes and what stays on stdout. */
export function printPublish(
  { cluster, commit, plan, diagnostics }: PublishResult,
  { dryRun }: { readonly dryRun?: boolean },
  terminal: Terminal,
): void {
  terminal.error(renderText(diagnostics, terminal.paint));
  if (hasErrors(diagnostics)) {
    terminal.error(`\n${cluster}: ${countText(diagnostics)}; nothing was published\n`);
    return;
  }
  const { changes = [], carried = [] } = plan ?? {};
  const alone = changes.length === 0 ? ', the inventory alone' : '';
  const verdict =
    commit !== undefined
      ? `published as ${commit}${alone}`
      : dryRun === true && plan?.changed === true
        ? `would be published${alone}`
        : 'nothing to publish';
  const lines = [
    ...changes.map(
      ({ kind, what, path }) =>
        `  ${{ add: '+', change: '~', move: '>', remove: '-' }[kind]} ${path}${what === path ? '' : `  ${what}`}`,
    ),
    ...carried.map((carry) => `  = ${carriedText(carry)}`),
  ];
  terminal.out(`${cluster}: ${verdict}\n${lines.map((line) => `${line}\n`).join('')}`);
}

/** What is written is all that a publish would write: unchanged files stay in the config repository. */
function preview(directory: string, plan: Plan): void {
  const files = [...plan.writes].map(([path, text]) => ({ path, text }));
  writeFiles(resolve(directory), [...files, { path: inventoryPath, text: formatInventory(plan.inventory) }]);
}

function forMachines({ cluster, commit, plan, diagnostics }: PublishResult): object {
  const changes = plan?.changes.map(({ kind, path, what }) => ({ kind, path, what })) ?? [];
  return { cluster, commit, ok: !hasErrors(diagnostics), changes, carried: plan?.carried ?? [], diagnostics };
}
