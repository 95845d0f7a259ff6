import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A workspace of its own with one cluster, and the same objects as a stock cdk8s app. */
export interface BenchWorkspace {
  /** Absolute; `gitops synth` runs here. */
  readonly root: string;
  /** Absolute; `cdk8s synth` runs here. */
  readonly cdk8sRoot: string;
  /** Changes the number of pods of one app, which is 3. */
  editReplicas(replicas: number): void;
  remove(): void;
}

/** Each app is a Deployment, a Service and an Ingress. */
export const objectsPerApp = 3;

const namespace = 'bench';
const aws = "{ account: '123456789012', region: 'cn-north-1' }";
const image = "automated(ecr('demo'), { initial: '4f1c2d7' })";

/**
 * Writes a workspace of so many apps, from 1 to 9,999.
 * @param repository the monorepo, whose libraries and packages are linked rather than copied
 * @param directory where to make it; not below node_modules, where esbuild leaves the `paths` of tsconfig.json aside
 */
export function createWorkspace(repository: string, directory: string, apps: number): BenchWorkspace {
  const base = mkdtempSync(join(directory, 'gitops-bench-'));
  const root = join(base, 'gitops');
  const cdk8sRoot = join(base, 'cdk8s');
  const names = Array.from({ length: apps }, (_, index) => `app${String(index).padStart(4, '0')}`);
  mkdirSync(root);
  for (const linked of ['libs', 'node_modules']) symlinkSync(join(repository, linked), join(root, linked), 'junction');
  for (const copied of ['nx.json', 'tsconfig.base.json']) cpSync(join(repository, copied), join(root, copied));
  for (const name of names) write(root, `apps/${name}/app.ts`, appSource(name, 3));
  write(root, 'clusters/bench/cluster.ts', clusterSource(names));
  writeCdk8sApp(root, cdk8sRoot, names);
  return {
    root,
    cdk8sRoot,
    editReplicas: (replicas) => {
      write(root, 'apps/app0000/app.ts', appSource('app0000', replicas));
    },
    remove: () => {
      rmSync(base, { recursive: true, force: true });
    },
  };
}

function appSource(name: string, replicas: number): string {
  return `import { alb } from '@gitops/aws';
import { defineApp, Image, Replicas, WebService } from '@gitops/constructs';
import { z } from 'zod';

export const ${name} = defineApp({
  name: '${name}',
  props: z.strictObject({ image: Image, replicas: Replicas.default(${replicas}) }),
  build(chart, { image, replicas }) {
    new WebService(chart, '${name}', ${webServiceProps});
  },
});
`;
}

/** The same for both, so that both construct the same objects by the same class. */
const webServiceProps = `{
      image,
      port: 80,
      replicas,
      ingress: alb({ scheme: 'internet-facing', targetType: 'ip' }),
    }`;

function clusterSource(names: readonly string[]): string {
  return `${names.map((name) => `import { ${name} } from '@apps/${name}';`).join('\n')}
import { ecr } from '@gitops/aws';
import { defineCluster, namespace } from '@gitops/constructs';
import { automated } from '@gitops/flux';

export default defineCluster({
  name: 'bench',
  kubernetes: '1.35',
  aws: ${aws},
  configRepo: { url: 'git@github.com:example/bench-config', branch: 'master' },
  flux: { version: 1, namespace: 'flux', garbageCollection: true },
  namespaces: [namespace('${namespace}')],
  apps: [
${names.map((name) => `    ${name}({ namespace: '${namespace}', image: ${image} }),`).join('\n')}
  ],
});
`;
}

/**
 * A stock cdk8s app: one cdk8s root with one chart per app. Its command starts at the TypeScript, as ours does, with the
 * fastest compiler there is; that of cdk8s's own template, ts-node, takes a multiple of it.
 */
function writeCdk8sApp(root: string, cdk8sRoot: string, names: readonly string[]): void {
  const source = `import { alb, ecr } from '@gitops/aws';
import { WebService } from '@gitops/constructs';
import { automated } from '@gitops/flux';
import { App, Chart } from 'cdk8s';

const root = new App();
for (const name of ${JSON.stringify(names)}) {
  const chart = new Chart(root, name, { namespace: '${namespace}' });
  const [image, replicas] = [${image}.on(${aws}), 3];
  new WebService(chart, name, ${webServiceProps});
}
root.synth();
`;
  write(cdk8sRoot, 'main.ts', source);
  symlinkSync(join(root, 'node_modules'), join(cdk8sRoot, 'node_modules'), 'junction');
  symlinkSync(join(root, 'libs'), join(cdk8sRoot, 'libs'), 'junction');
  cpSync(join(root, 'tsconfig.base.json'), join(cdk8sRoot, 'tsconfig.json'));
  const bundle =
    'node_modules/.bin/esbuild main.ts --bundle --platform=node --target=node20 --packages=external --log-level=error --outfile=main.js';
  write(cdk8sRoot, 'cdk8s.yaml', `language: typescript\napp: ${bundle} && node main.js\n`);
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
