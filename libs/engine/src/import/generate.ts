import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Definitions } from './definitions';
import { ImportRefused } from './import-refused';

/**
 * The TypeScript that `cdk8s import` makes of definitions, by group.
 * @param root the workspace, where the npm package cdk8s-cli resolves
 */
export async function generate(root: string, definitions: readonly Definitions[]): Promise<ReadonlyMap<string, string>> {
  const directory = mkdtempSync(join(tmpdir(), 'gitops-import-'));
  try {
    const input = join(directory, 'definitions.yaml');
    writeFileSync(input, definitions.map(({ yaml }) => yaml).join(''));
    const cdk8s = join(dirname(createRequire(join(root, 'package.json')).resolve('cdk8s-cli/package.json')), 'bin/cdk8s');
    // The check for a newer version asks the npm registry; settings of another cdk8s project are not for this one.
    const options = ['--output', directory, '--language', 'typescript', '--no-save', '--no-check-upgrade'];
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CDK8S_')));
    await promisify(execFile)(process.execPath, [cdk8s, 'import', input, ...options], { cwd: directory, env });
    return new Map(definitions.map(({ group }) => [group, readFileSync(join(directory, `${group}.ts`), 'utf8')]));
  } catch (thrown) {
    throw new ImportRefused(`cdk8s import cannot use these definitions: ${reasonOf(thrown)}`, 'definitions');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** cdk8s prints a stack; the line with the message is the one to read. */
function reasonOf(thrown: unknown): string {
  const { stderr, message } = thrown as { readonly stderr?: string; readonly message: string };
  return /^\s*(?:\w*Error): (.+)$/m.exec(stderr ?? '')?.[1] ?? message;
}
