import ts from 'typescript';
import { readAppRepos, type AppRepoOutput } from './app-repos';
import { clusterProps, parseSource, propertyValue } from './cluster-call';
import { literalText } from './literal-text';
import { SourceProblem } from './source-problem';

/** Where a cluster's output goes: what Nx must know before any code of the cluster runs. */
export interface ClusterOutput {
  /** The cluster.ts, relative to the workspace root. */
  readonly file: string;
  /** The config repository's url, less a trailing `.git` and slashes. */
  readonly url: string;
  /** 'master' unless the cluster says so. */
  readonly branch: string;
  /** The cluster's output, relative to the workspace root, without a trailing slash. */
  readonly directory: string;
  /** Of `url`, for messages. Counted from 1. */
  readonly position: { readonly line: number; readonly column: number };
  /** The application repositories whose templates the cluster makes, one for each of its pipelines. */
  readonly appRepos: readonly AppRepoOutput[];
}

/**
 * Reads `configRepo`, and the apps of `pipelines`, from the syntax tree of a cluster.ts. Nx asks for every cluster's outputs whenever it computes its
 * graph; running the cluster's code for that would make each `nx` command as slow, and as fragile, as a synth.
 *
 * @throws SourceProblem if `configRepo` or one of its values is missing or not a literal, or a pipeline's app is none
 */
export function readClusterOutput(file: string, text: string): ClusterOutput {
  const tree = parseSource(file, text);
  const props = clusterProps(tree);
  const configRepo = propertyValue(props, 'configRepo');
  if (configRepo === undefined || !ts.isObjectLiteralExpression(configRepo)) {
    throw SourceProblem.at(configRepo ?? props, 'configRepo is not an object literal', `write \`configRepo: ${example}\``);
  }
  const literal = (name: string): string | undefined => literalText(configRepo, 'configRepo', name);
  const declared = literal('url');
  if (declared === undefined) throw SourceProblem.at(configRepo, 'configRepo has no url', `write \`configRepo: ${example}\``);

  const url = declared.replace(/\/+$/, '').replace(/\.git$/, '');
  const repository = url.split(/[/:]/).at(-1);
  if (repository === undefined || !/^[A-Za-z0-9][\w.-]*$/.test(repository)) {
    throw SourceProblem.at(
      configRepo,
      `the url "${declared}" does not end in a repository's name`,
      `write \`configRepo: ${example}\``,
    );
  }
  if (reserved.includes(repository)) {
    throw SourceProblem.at(
      configRepo,
      `a config repository named "${repository}" has no place in dist`,
      `synth keeps something else in dist/${repository}`,
    );
  }
  const path = literal('path') ?? '';
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..') || path.startsWith('/')) {
    throw SourceProblem.at(
      configRepo,
      `the path "${path}" leaves the config repository`,
      "write a path below its root, such as 'clusters/staging'",
    );
  }
  const { line, character } = tree.getLineAndCharacterOfPosition(configRepo.getStart(tree));
  return {
    file,
    url,
    branch: literal('branch') ?? 'master',
    directory: ['dist', repository, ...segments].join('/'),
    position: { line: line + 1, column: character + 1 },
    appRepos: readAppRepos(props),
  };
}

/** What else synth makes in dist. */
const reserved = ['README.md', 'app-repo', 'bootstrap', 'report'];

const example = "{ url: 'git@github.com:example/config-repo', branch: 'master' }";
