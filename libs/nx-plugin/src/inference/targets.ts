import type { TargetConfiguration } from '@nx/devkit';
import type { ClusterOutput } from '@gitops/cluster-source';

type Targets = Readonly<Record<string, TargetConfiguration>>;

/** What every project can do: lint, typecheck and, where it has specs, test. */
export function sourceTargets(root: string, hasSpecs: boolean): Targets {
  return {
    lint: target({
      command: `eslint ${root} --max-warnings 0`,
      inputs: ['default', '{workspaceRoot}/eslint.config.mjs', '{workspaceRoot}/libs/*/project.json'],
      technologies: ['eslint'],
      description: `Checks the style of ${root} and what it may import`,
      help: 'npx eslint --help',
      example: { args: ['--fix'] },
    }),
    typecheck: target({
      command: `node tools/typecheck.mjs ${root}`,
      inputs: ['default', '^production', '{workspaceRoot}/tools/typecheck.mjs'],
      technologies: ['typescript'],
      description: `Type-checks ${root}, its specs included`,
      help: 'node tools/typecheck.mjs --help',
      example: {},
    }),
    ...(hasSpecs && {
      test: target({
        command: `vitest run ${root}/`,
        inputs: ['default', '^production', '{workspaceRoot}/vitest.config.mts'],
        technologies: ['vitest'],
        description: `Runs the specs of ${root}`,
        help: 'npx vitest run --help',
        example: { args: ['--update'] },
      }),
    }),
  };
}

/**
 * What only a cluster can do. synth, bootstrap and validate are functions of the source alone: a cached result is as good as a new one.
 * The others read or write the config repository, which changes without the source.
 */
export function clusterTargets(
  cluster: string,
  { directory, url, branch, appRepos }: Pick<ClusterOutput, 'directory' | 'url' | 'branch' | 'appRepos'>,
): Targets {
  // nx.json keeps app-repo/ out of the app's own inputs: nothing there changes what the app consists of.
  const templates = appRepos.map(({ app }) => `{workspaceRoot}/apps/${app}/app-repo/**/*`);
  const inputs = ['production', '^production', '{workspaceRoot}/bin/gitops.mjs', ...templates];
  return {
    synth: target({
      command: `node bin/gitops.mjs synth ${cluster}`,
      inputs,
      // Exactly what this cluster owns: Nx removes outputs before it restores them, stale files and all.
      outputs: [directory, `dist/report/${cluster}.json`, ...appRepos.map((repo) => repo.directory)].map(
        (path) => `{workspaceRoot}/${path}`,
      ),
      technologies: ['cdk8s', 'kubernetes'],
      description: `Writes ${directory}: the content of branch ${branch} of ${url}`,
      help: 'node bin/gitops.mjs synth --help',
      example: {},
    }),
    bootstrap: target({
      command: `node bin/gitops.mjs bootstrap ${cluster}`,
      inputs,
      outputs: [`{workspaceRoot}/dist/bootstrap/${cluster}`],
      technologies: ['kubernetes', 'aws'],
      description: `Writes dist/bootstrap/${cluster}: what must exist before Flux can sync clusters/${cluster}`,
      help: 'node bin/gitops.mjs bootstrap --help',
      example: {},
    }),
    validate: target({
      command: `node bin/gitops.mjs validate ${cluster}`,
      inputs,
      dependsOn: ['synth'],
      technologies: ['kubernetes'],
      description: `Reads ${directory} back as Flux would, and refuses what the API server would refuse`,
      help: 'node bin/gitops.mjs validate --help',
      example: { options: { format: 'json' } },
    }),
    diff: target({
      command: `node bin/gitops.mjs diff ${cluster}`,
      cache: false,
      technologies: ['kubernetes', 'git'],
      description: `Compares clusters/${cluster} with what is published on branch ${branch} of ${url}`,
      help: 'node bin/gitops.mjs diff --help',
      example: { options: { format: 'markdown' } },
    }),
    publish: target({
      command: `node bin/gitops.mjs publish ${cluster}`,
      cache: false,
      technologies: ['kubernetes', 'git'],
      description: `Lands clusters/${cluster} on branch ${branch} of ${url}, losing nothing that is there`,
      help: 'node bin/gitops.mjs publish --help',
      example: { args: ['--dry-run'] },
    }),
    status: target({
      command: `node bin/gitops.mjs status ${cluster}`,
      cache: false,
      technologies: ['kubernetes', 'git'],
      description: `Shows what of clusters/${cluster} is published, who owns its tags, and how far the cluster has come`,
      help: 'node bin/gitops.mjs status --help',
      example: { options: { format: 'json' } },
    }),
    // Nx appends what follows `--`: the workload, which the command requires.
    rollback: target({
      command: `node bin/gitops.mjs rollback ${cluster}`,
      cache: false,
      technologies: ['kubernetes', 'git'],
      description: `Sets an earlier tag of a workload of clusters/${cluster} and locks it: nx rollback ${cluster} -- <workload>`,
      help: 'node bin/gitops.mjs rollback --help',
      example: { args: ['<workload>', '--to', '<tag>'] },
    }),
    unlock: target({
      command: `node bin/gitops.mjs unlock ${cluster}`,
      cache: false,
      technologies: ['kubernetes', 'git'],
      description: `Gives a workload of clusters/${cluster} back to whoever owns its tag: nx unlock ${cluster} -- <workload>`,
      help: 'node bin/gitops.mjs unlock --help',
      example: { args: ['<workload>'] },
    }),
  };
}

interface Spec extends Pick<TargetConfiguration, 'inputs' | 'outputs' | 'dependsOn' | 'cache'> {
  readonly command: string;
  readonly technologies: readonly string[];
  readonly description: string;
  readonly help: string;
  readonly example: { readonly options?: Readonly<Record<string, string>>; readonly args?: readonly string[] };
}

function target({ command, technologies, description, help, example, outputs = [], ...rest }: Spec): TargetConfiguration {
  return {
    executor: 'nx:run-commands',
    options: { command, cwd: '{workspaceRoot}' },
    cache: true,
    outputs,
    ...rest,
    metadata: {
      technologies: [...technologies],
      description,
      help: { command: help, example: { ...example, args: [...(example.args ?? [])] } },
    },
  };
}
