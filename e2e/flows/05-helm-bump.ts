import { Loop } from '../harness/loop';
import { type Flow } from './flow';

const release = 'releases/gitops-helm-demo.yaml';
const app = 'apps/gitops-helm-demo/app.ts';

/** Seed 2.9.3: a new image, by way of a value of the release. */
export const helmBump: Flow = {
  name: 'helm-bump',
  title: "Flux bumps the HelmRelease's value, the Helm Operator upgrades, and publishes keep it (seed 2.9.3)",
  async run(context) {
    const loop = await Loop.open(context, 'helm');
    const namespace = loop.namespace('helm');
    await loop.begin();
    await loop.installHelmOperator();
    await loop.running(namespace, 3, '4f1c2d7');
    context.step('the release runs 3 pods of 4f1c2d7');

    await loop.push('web', '8b0e6a3');
    const commit = await loop.bumped('web', '8b0e6a3', release);
    const lines = await loop.repository.changedLines(commit.id);
    const values = lines.filter((line) => /^[-+] +tag: /.test(line));
    context.proof(
      `${commit.author} changes the release's tag, and no other line`,
      lines.length === 2 && values.length === 2,
      lines,
    );
    await loop.running(namespace, 3, '8b0e6a3');
    context.proof('the Helm Operator upgrades: 3 pods run 8b0e6a3', true);

    await loop.monorepo.edit(app, 'replicaCount: 3', 'replicaCount: 4');
    await loop.gitops('synth');
    await loop.gitops('publish');
    context.proof("publish changes the chart's default, and keeps the tag", (await loop.tagLine(release)).includes('8b0e6a3'));
    await loop.synced();
    await loop.running(namespace, 4, '8b0e6a3');
    context.proof('4 pods run 8b0e6a3', true);
  },
};
