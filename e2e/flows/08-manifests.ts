import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ConfigRepository } from '../harness/config-repository';
import { startFluxd } from '../harness/fluxd';
import { schemaLocation, writeSchemas } from '../harness/kubeconform-schemas';
import { Manifest } from '../harness/helm';
import { Monorepo } from '../harness/monorepo';
import { NotYet } from '../harness/poll';
import { type Flow, type FlowContext } from './flow';

const cluster = 'gitops-cicd';
/** The server here is a 1.27, and the manifests of a newer cluster are for both. */
const served = '1.27';

/** The workspace's own cluster, read by all who will read it. */
export const manifests: Flow = {
  name: 'manifests',
  title: 'every manifest in dist/config-repo: accepted by the API server and by kubeconform, read by Flux without a warning',
  async run(context) {
    const world = await context.world();
    const { processes, components, workspace, directory } = context;
    const monorepo = await Monorepo.create({ processes, workspace, directory: join(directory, 'monorepo') });
    const made = await monorepo.gitops(['synth', cluster]);
    context.proof(`gitops synth ${cluster}`, made.code === 0, made);
    const files = await readDirectory(monorepo.path('dist/config-repo'));
    const crd = JSON.parse(await readFile(join(workspace, 'platform/helm-operator/crd/helmrelease.json'), 'utf8')) as {
      crd: object;
    };
    const first = files.filter(({ manifest }) => /^(?:Namespace|CustomResourceDefinition)$/.test(manifest.kind));
    const rest = files.filter((file) => !first.includes(file));

    await accepted(context, [...files.map(({ path }) => path)], crd.crd);

    const strictly = ['--dry-run=server', '--validate=strict'];
    for (const flags of [strictly, []]) {
      const { code, stderr } = await world.cluster.kubectl(['apply', ...flags, ...first.map(({ path }) => `--filename=${path}`)]);
      if (code !== 0) throw new Error(`kubectl apply ${flags.join(' ')} of namespaces and definitions: ${stderr}`);
    }
    context.proof(`the API server takes ${String(first.length)} namespaces and definitions, which are applied`, true);
    await defined(context, crd.crd);
    const { code, stdout, stderr } = await world.cluster.kubectl([
      ...['apply', ...strictly], // and not create: an earlier flow may have made objects of the cluster of the same name
      ...rest.map(({ path }) => `--filename=${path}`),
    ]);
    const taken = stdout.split('\n').filter((line) => line.endsWith('(server dry run)')).length;
    const clean = code === 0 && taken === rest.length && !stderr.includes('Warning');
    context.proof(
      `the API server takes the other ${String(rest.length)}, strictly and without a warning`,
      clean,
      stdout + stderr,
    );

    const repository = await ConfigRepository.create(processes, join(directory, 'config-repo.git'));
    const published = await monorepo.gitops(['publish', cluster, '--config-repo', repository.directory]);
    context.proof(`gitops publish ${cluster}`, published.code === 0, published);
    const fluxd = await startFluxd({
      components,
      processes,
      name: `${context.name}-fluxd`,
      directory: join(directory, 'fluxd'),
      kubeconfig: world.cluster.kubeconfig,
      memcachedPort: world.memcached.port,
      args: [`--git-url=${repository.url}`, `--git-branch=${repository.branch}`, '--registry-disable-scanning'],
    });
    context.atEnd(() => fluxd.service.stop());
    await world.until('Flux to apply all of it', async () => {
      if (!(await repository.git(['tag'])).includes('flux-sync')) throw new NotYet('there is no tag flux-sync');
    });
    const complaints = await fluxd.complaints();
    context.proof('Flux reads and applies all of it without a warning', complaints.length === 0, complaints.join('\n'));
  },
};

interface ManifestFile {
  /** Absolute. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** What Flux reads: the YAML outside of charts. */
async function readDirectory(directory: string): Promise<readonly ManifestFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name));
  const read = paths
    .filter((path) => !path.startsWith(join(directory, 'charts')))
    .sort()
    .map(async (path) => ({ path, manifest: Manifest.parse(parse(await readFile(path, 'utf8'))) }));
  return Promise.all(read);
}

/** By kubeconform, with our schemas of the server's version. */
async function accepted(context: FlowContext, paths: readonly string[], crd: object): Promise<void> {
  const { processes, components, workspace, directory } = context;
  const schemas = join(directory, 'schemas');
  await writeSchemas(schemas, join(workspace, `libs/validation/schemas/${served}.json`), [crd]);
  const flags = ['-strict', '-summary', '-schema-location', join(schemas, schemaLocation)];
  const { code, stdout, stderr } = await processes.run([components.program('kubeconform'), ...flags, ...paths]);
  const all = new RegExp(`Valid: ${String(paths.length)}, Invalid: 0, Errors: 0, Skipped: 0`);
  context.proof(`kubeconform -strict takes ${String(paths.length)} manifests`, code === 0 && all.test(stdout), stdout + stderr);
}

/** The kind of the releases, which the cluster may take from elsewhere. */
async function defined(context: FlowContext, crd: object): Promise<void> {
  const world = await context.world();
  const kubernetes = world.cluster;
  const { code, stderr } = await kubernetes.kubectl(['apply', '--filename=-'], { input: JSON.stringify(crd) });
  if (code !== 0) throw new Error(`the HelmRelease CRD: ${stderr}`);
  await world.until('the API of HelmRelease', async () => {
    const { status } = await kubernetes.api.request('GET', '/apis/helm.fluxcd.io/v1/helmreleases');
    if (status !== 200) throw new NotYet(`HTTP ${String(status)}`);
  });
}
