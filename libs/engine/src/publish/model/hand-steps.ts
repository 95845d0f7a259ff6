import { toYaml } from '@gitops/manifest';
import type { ClusterModel } from './cluster-model';
import { isOwned } from './expected-publish';
import type { FluxStep } from './flux-steps';
import { pick, type Choice } from './source-edits';
import { manifestOf } from './workload';

/** An edit that nobody may overwrite unasked, its being taken back, or a file deleted. */
export function handStep(cluster: ClusterModel, { a, b }: Choice): FluxStep | undefined {
  const live = pick([...cluster.state.values()], a);
  if (live === undefined || live.deleted) return undefined;
  const path = cluster.pathOf(live);
  const replicas = b % 3 === 0 ? 1 + (Math.floor(b / 3) % 4) : live.base.replicas;
  const deletes = b % 3 === 2;
  return {
    change: (files) => {
      const text = files.get(path);
      if (deletes) return new Map([[path, undefined]]);
      const edited = text?.replace(/replicas: ("?)\d+\1/, `replicas: $1${replicas}$1`);
      return edited === text ? undefined : new Map([[path, edited]]);
    },
    effect: (model) => {
      model.change(live.workload.id, (now) => ({ ...now, deleted: deletes, now: { ...now.now, replicas } }));
    },
  };
}

/** An edit that puts something else where Flux had a tag, or its being taken back. */
export function hideStep(cluster: ClusterModel, { a, b }: Choice): FluxStep | undefined {
  const live = pick([...cluster.state.values()], a);
  if (live === undefined || live.deleted) return undefined;
  const path = cluster.pathOf(live);
  const owned = live.workload.containers.filter((container) => isOwned(live.workload, live.base, container));
  const hidden = new Set(owned.filter((_, at) => (b >> at) % 2 === 0).map(({ id }) => id));
  return {
    change: (files) => {
      const text = toYaml(manifestOf(live.workload, { ...live.now, hidden }));
      return text === files.get(path) ? undefined : new Map([[path, text]]);
    },
    effect: (model) => {
      model.change(live.workload.id, (now) => ({ ...now, now: { ...now.now, hidden } }));
    },
  };
}
