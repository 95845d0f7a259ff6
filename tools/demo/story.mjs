import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cluster = 'gitops-cicd';
const workload = 'gitops-example-deployment';
const app = 'monorepo/apps/gitops-example/app.ts';
const published = 'workloads/gitops-example-dep.yaml';
const repository = '../config-repo.git';
const worthReading = /^\s*(?:replicas|image|fluxcd\.io\/locked\S*):/;
const changedLines = /^[-+](?![-+])/;

/**
 * A tag that Flux moves and an operator holds, while TypeScript is edited and published.
 * @param {import('./stage.mjs').Stage} stage in a directory with a commit of the workspace in `monorepo`
 */
export async function tell(stage) {
  const gitops = (verb, args = [], options = {}) => {
    const where = verb === 'synth' ? [] : ['--config-repo', repository];
    return stage.run('monorepo', ['npx', 'gitops', verb, cluster, ...args, ...where], options);
  };
  const git = (folder, args, options) => stage.run(folder, ['git', ...args], options);
  const live = () => git('monorepo', ['-C', repository, 'show', `master:${published}`], { show: worthReading });
  const replicas = async (count) => {
    edit(join(stage.directory, app), /Replicas\.default\(\d+\)/, `Replicas.default(${count})`);
    await git('monorepo', ['diff', '--unified=0'], { show: changedLines });
    await git('monorepo', ['commit', '--quiet', '--all', '--message', `Run ${count} pods of gitops-example`]);
  };
  const bump = async (tag) => {
    const [, image, before] = /image: (\S+):([\w.-]+)/.exec(readFileSync(join(stage.directory, 'flux', published), 'utf8'));
    stage.aside(`tag ${tag} has been pushed to the image repository; Flux rewrites that one word, in place`);
    edit(join(stage.directory, 'flux', published), `${image}:${before}`, `${image}:${tag}`);
    await git('flux', ['commit', '--quiet', '--all', '--message', `Auto-release ${image}:${tag}`]);
    await git('flux', ['push', '--quiet']);
    await git('flux', ['show', '--unified=0', '--format=%an <%ae>%n%s'], { show: /^(?:[A-Z]|[-+](?![-+]))/ });
  };

  stage.heading('An empty config repository, and what TypeScript says');
  await git('monorepo', ['init', '--quiet', '--bare', '--initial-branch=master', repository]);
  await gitops('synth', [], { show: /^\S|workloads/ });
  await gitops('publish', [], { show: /^\S|gitops-example-deployment/ });

  stage.heading('A new image: Flux bumps the tag');
  const flux = ['--config', 'user.name=Weave Flux', '--config', 'user.email=support@weave.works'];
  await git('monorepo', ['clone', '--quiet', ...flux, repository, '../flux']);
  await bump('8b0e6a3');

  stage.heading('Meanwhile somebody edits the TypeScript, which knows nothing of that');
  await replicas(5);
  await gitops('diff', [], { exits: [16] });
  await gitops('publish');
  const merged = await live();
  stage.proof(
    'five pods, as TypeScript says, and the tag that Flux wrote',
    /replicas: 5/.test(merged) && /:8b0e6a3/.test(merged),
  );

  stage.heading('3 a.m.: the new image is bad. Back to the one before, and held there');
  await gitops('rollback', [workload, '--message', 'login is broken']);
  await replicas(6);
  await gitops('publish');
  const held = await live();
  stage.proof(
    'six pods, and still the older tag, locked: neither Flux nor a publish moves it',
    /replicas: 6/.test(held) && /:4f1c2d7/.test(held) && /fluxcd\.io\/locked: /.test(held),
  );

  stage.heading('The fix is there: unlock, and Flux goes on');
  await gitops('unlock', [workload]);
  await git('flux', ['pull', '--quiet']);
  await bump('c93d1f0');
  stage.proof('nothing is left to publish', /nothing to publish/.test(await gitops('publish')));

  stage.heading('Nothing was lost: every commit of everybody, in one straight line');
  await git('monorepo', ['-C', repository, 'log', '--oneline', '--graph']);
  const last = await live();
  stage.proof(
    'six pods, the newest tag, no lock',
    /replicas: 6/.test(last) && /:c93d1f0/.test(last) && !/fluxcd\.io\/locked/.test(last),
  );
}

function edit(file, from, to) {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`the demo changes ${from} in ${file}, and it is not there`);
  writeFileSync(file, after);
}
