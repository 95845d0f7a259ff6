import type { Command } from 'commander';
import { bootstrap } from '../verbs/bootstrap';
import type { CommandContext } from './terminal';
import { addWritingVerb } from './writing-command';

export function addBootstrap(program: Command, context: CommandContext): void {
  addWritingVerb(program, context, {
    name: 'bootstrap',
    summary: 'write what must exist before Flux can sync, and the script that makes it',
    description:
      'Writes dist/bootstrap/<cluster>: README.md with the steps in order, bootstrap.sh that takes them and may run again,\nthe configuration for eksctl, and the few manifests that are applied by hand. Runs nothing and reads no cluster.',
    examples: ['gitops bootstrap', 'gitops bootstrap gitops-cicd'],
    write: bootstrap,
  });
}
