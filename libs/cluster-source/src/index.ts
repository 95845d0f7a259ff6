export type { AppRepoOutput } from './app-repos';
export { clusterProps, parseSource, propertyValue } from './cluster-call';
export { readClusterOutput, type ClusterOutput } from './cluster-output';
export { findOverlaps } from './cluster-overlap';
export { SourceProblem } from './source-problem';
