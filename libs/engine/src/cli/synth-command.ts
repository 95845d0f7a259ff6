import type { Command } from 'commander';
import { synth } from '../verbs/synth';
import type { CommandContext } from './terminal';
import { addWritingVerb } from './writing-command';

export function addSynth(program: Command, context: CommandContext): void {
  addWritingVerb(program, context, {
    name: 'synth',
    summary: 'write the manifests of clusters into dist/',
    description:
      'Turns clusters/<name>/cluster.ts into the YAML of its config repository, checked, in dist/<config repository>,\nand puts together dist/app-repo/<app> for each of its pipelines.\nNothing is written unless everything is valid.',
    examples: ['gitops synth', 'gitops synth gitops-cicd', 'gitops synth --format json'],
    write: synth,
  });
}
