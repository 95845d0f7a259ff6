export type { TrailingComment } from './comments';
export { toYaml, type EmitOptions } from './emit';
export { readYaml, type ReadOptions, type ReadResult, type YamlDocument } from './read';
export type { Position, YamlProblem, YamlProblemKind } from './problem';
