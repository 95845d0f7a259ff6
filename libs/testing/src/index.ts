export { expectGolden } from './golden';
export { render, type Rendered } from './render';
export { renderCluster } from './render-cluster';
export { clusterWith, testCluster } from './test-cluster';
