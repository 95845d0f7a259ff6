export { run } from './cli/program';
export type { Terminal } from './cli/terminal';
export { unlocated } from './origin/reporter';
export { synthesize, synthesizeCluster, type Synthesis, type SynthesisOptions } from './synth/synthesize';
export { synth, type SynthesizedCluster, type SynthResult } from './verbs/synth';
export { validateClusters } from './verbs/validate';
export { clusterNames, findWorkspace, type Workspace } from './workspace';
