// The whole story in a temporary folder, with real commands and real git: no network, and nothing of it stays.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Interrupted, Stage } from './stage.mjs';
import { tell } from './story.mjs';

const workspace = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const directory = mkdtempSync(join(tmpdir(), 'gitops-demo-'));
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
const env = demoEnvironment();
const stage = new Stage(directory, {
  out: (text) => process.stdout.write(text),
  coloured,
  env,
  programs: { 'npx gitops': [process.execPath, join(workspace, 'bin/gitops.mjs')], git: ['git'] },
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    void stage.stop().then(() => {
      remove();
      process.exit(130);
    });
  });
}

const start = performance.now();
try {
  copyWorkspace();
  await tell(stage);
  process.stdout.write(`\n${((performance.now() - start) / 1000).toFixed(0)} seconds; the temporary folder is gone.\n`);
} catch (failure) {
  process.exitCode = failure instanceof Interrupted ? 130 : 1;
  if (!(failure instanceof Interrupted)) process.stderr.write(`\nThe demo stops here: ${failure.message}\n`);
} finally {
  remove();
}

/** What somebody clones, with a commit; the libraries and packages are linked. The checkout itself stays as it is. */
function copyWorkspace() {
  const monorepo = join(directory, 'monorepo');
  mkdirSync(monorepo);
  for (const copied of ['apps', 'platform', 'clusters/gitops-cicd', 'nx.json', 'tsconfig.base.json']) {
    if (existsSync(join(workspace, copied))) cpSync(join(workspace, copied), join(monorepo, copied), { recursive: true });
  }
  for (const linked of ['libs', 'node_modules']) symlinkSync(join(workspace, linked), join(monorepo, linked), 'junction');
  writeFileSync(join(monorepo, '.gitignore'), 'node_modules\nlibs\ndist\n');
  const git = (...args) => execFileSync('git', args, { cwd: monorepo, env });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'The workspace');
}

/** Nobody's own configuration of git has a say: signing would ask for a passphrase. Temporary files lie in our folder. */
function demoEnvironment() {
  const config = join(directory, 'gitconfig');
  writeFileSync(config, `[user]\n\tname = Ada\n\temail = ada@example.com\n[color]\n\tui = ${coloured ? 'always' : 'false'}\n`);
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: config,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_PAGER: 'cat',
    ...Object.fromEntries(['TMPDIR', 'TMP', 'TEMP'].map((name) => [name, directory])),
  };
}

function remove() {
  rmSync(directory, { recursive: true, force: true });
}
