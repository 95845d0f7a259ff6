import { toYaml } from '@gitops/manifest';
import type { ClusterModel } from './cluster-model';
import type { Changes } from './remote';
import { pick, type Choice } from './source-edits';
import { manifestOf } from './workload';

const template = 'charts/theirs/templates/dep.yaml';

/** Files of somebody else come or go, perhaps where one of ours will want to be. */
export function foreignChange(
  cluster: ClusterModel,
  foreign: ReadonlyMap<string, string>,
  { a, b }: Choice,
): Changes | undefined {
  const names = cluster.source().map(({ name }) => `workloads/second/${name}-dep.yaml`);
  const name = pick(['notes.txt', 'workloads/extra-cm.yaml', template, ...names], a) ?? '';
  const path = `${cluster.path}/${name}`;
  const ours = [...cluster.state.values()];
  if (ours.some((live) => cluster.pathOf(live) === path)) return undefined;
  const goes = foreign.has(path);
  if (name !== template) return new Map([[path, goes ? undefined : foreignText(path, b)]]);
  // Flux reads nothing of a chart, so that what stands there under a name of ours is in nobody's way.
  const copied = pick(ours, b);
  const text = copied === undefined ? foreignText(path, b) : toYaml(manifestOf(copied.workload));
  const around = ['Chart.yaml', 'values.yaml'].map((each) => [`${cluster.path}/charts/theirs/${each}`, '# Theirs\n'] as const);
  return new Map([[path, text] as const, ...around].map(([each, content]) => [each, goes ? undefined : content]));
}

function foreignText(path: string, choice: number): string {
  const name = path.replace(/[^a-z0-9]+/g, '-');
  return `# ${choice}\napiVersion:   v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: apps}\n`;
}
