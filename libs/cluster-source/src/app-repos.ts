import ts from 'typescript';
import { propertyValue } from './cluster-call';
import { literalText } from './literal-text';
import { SourceProblem } from './source-problem';

/** An application repository whose template a cluster makes. */
export interface AppRepoOutput {
  /** The folder in apps/. */
  readonly app: string;
  /** Relative to the workspace root, without a trailing slash. */
  readonly directory: string;
  /** Of the app's name, for messages. Counted from 1. */
  readonly position: { readonly line: number; readonly column: number };
}

/**
 * The apps of a cluster's pipelines.
 *
 * @throws SourceProblem if `pipelines` is not written as a list of objects, or one of their apps not as a literal
 */
export function readAppRepos(props: ts.ObjectLiteralExpression): readonly AppRepoOutput[] {
  const shorthand = props.properties.find((each) => ts.isShorthandPropertyAssignment(each) && each.name.text === 'pipelines');
  const pipelines = propertyValue(props, 'pipelines') ?? shorthand;
  if (pipelines === undefined) return [];
  if (!ts.isArrayLiteralExpression(pipelines)) {
    throw SourceProblem.at(pipelines, 'pipelines is not a list literal', `write \`pipelines: [${example}]\``);
  }
  return pipelines.elements.flatMap((pipeline) => {
    if (!ts.isObjectLiteralExpression(pipeline)) {
      throw SourceProblem.at(pipeline, 'this pipeline is not an object literal', `write \`${example}\``);
    }
    const app = literalText(pipeline, 'pipelines[]', 'app');
    // A missing app, or one that is no folder's name, is a finding of the cluster's schema.
    if (app === undefined || !/^[a-z0-9][-a-z0-9]*$/.test(app)) return [];
    const source = pipeline.getSourceFile();
    const node = propertyValue(pipeline, 'app') ?? pipeline;
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return [{ app, directory: `dist/app-repo/${app}`, position: { line: line + 1, column: character + 1 } }];
  });
}

const example = "{ name: 'web', app: 'web', repository: 'https://...', image: ecr('web') }";
