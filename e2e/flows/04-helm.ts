import { synthesize } from '@gitops/engine';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { helm, kubeVersion, type Manifest, readHelmRelease, readManifests } from '../harness/helm';
import { KubeObject } from '../harness/kube-api';
import { Loop } from '../harness/loop';
import { NotYet } from '../harness/poll';
import { type Flow } from './flow';

const release = 'releases/gitops-helm-demo.yaml';

/** Seed 2.9: the same service as a chart and a release of it, both from one repository. */
export const helmInstall: Flow = {
  name: 'helm',
  title: 'the Helm Operator installs a chart of ours; helm renders what we say it does, and refuses what we refuse (seed 2.9)',
  async run(context) {
    const loop = await Loop.open(context, 'helm');
    const namespace = loop.namespace('helm');
    await loop.begin();
    context.step('Flux has applied the HelmRelease, and the Helm Operator');
    await loop.installHelmOperator();
    await loop.running(namespace, 3, '4f1c2d7');
    context.proof('the Helm Operator installs it: 3 pods run 4f1c2d7', true);
    const { api } = loop.world.cluster;
    await loop.world.until('the Deployment to name its HelmRelease', async () => {
      const [deployment] = await api.list(`/apis/apps/v1/namespaces/${namespace}/deployments`, KubeObject);
      const antecedent = deployment?.metadata.annotations?.['helm.fluxcd.io/antecedent'];
      if (antecedent !== `${namespace}:helmrelease/gitops-helm-demo`) throw new NotYet(`it names ${antecedent ?? 'none'}`);
    });
    context.step('the Deployment names its HelmRelease');

    const root = loop.monorepo.path('.');
    const installed = await readHelmRelease(await loop.repository.show(release), context.directory);
    const chart = join(root, 'dist/config-repo', installed.chart);
    const rendered = await helm(context, [
      ...['template', installed.name, chart, '--namespace', installed.namespace, '--values', installed.values],
      kubeVersion,
    ]);
    context.proof('helm template succeeds', rendered.code === 0, rendered);
    const theirs = byIdentity(readManifests(rendered.stdout), installed.namespace);
    const workspace = { root, tsconfig: join(root, 'tsconfig.base.json'), schemas: join(root, 'libs/validation/schemas') };
    const { objects } = await synthesize(workspace, 'loop');
    const ours = byIdentity(
      objects.filter(({ published }) => !published).map(({ manifest }) => JSON.parse(JSON.stringify(manifest)) as Manifest),
      installed.namespace,
    );
    const same = ours.size > 0 && isDeepStrictEqual(theirs, ours);
    context.proof(`and equals what synth checks, object by object: ${[...ours.keys()].join(', ')}`, same, { theirs, ours });

    const lint = await helm(context, ['lint', '--strict', chart, '--values', installed.values]);
    context.proof('helm lint --strict passes', lint.code === 0, lint);
    for (const wrong of ['replicaCount=many', 'image.tag=', 'image.repositry=example', 'unknown=1']) {
      const { code, stderr } = await helm(context, [
        'template',
        chart,
        '--values',
        installed.values,
        '--set',
        wrong,
        kubeVersion,
      ]);
      context.proof(`helm refuses ${wrong}`, code !== 0 && stderr.includes('schema'), stderr);
    }
  },
};

/** Helm gives no namespace to what names none, and the server then takes the release's. */
function byIdentity(manifests: readonly Manifest[], namespace: string): ReadonlyMap<string, object> {
  const entries = manifests.map(({ metadata, ...rest }): [string, object] => [
    `${rest.kind} ${metadata.name}`,
    { ...rest, metadata: { ...metadata, namespace: metadata.namespace ?? namespace } },
  ]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
