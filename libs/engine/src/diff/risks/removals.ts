import { annotationsOf } from '@gitops/manifest';
import type { FindRisks } from './risk';

/** What a protected kind takes with it. */
const taken: Readonly<Record<string, string>> = {
  Namespace: 'Flux deletes the namespace, and Kubernetes every object in it',
  PersistentVolumeClaim: 'Flux deletes the claim; unless the reclaim policy of its volume is Retain, the data goes with it',
  PersistentVolume: 'Flux deletes the volume; the claim that is bound to it loses its data',
  CustomResourceDefinition: 'Flux deletes the definition, and Kubernetes every object of that kind in the cluster',
};

/** A removed object: either it takes something with it, or it does not go at all. */
export const removals: FindRisks = ({ kind, what, before }, { facts }) => {
  if (kind !== 'remove' || before === undefined) return [];
  const stays = (detail: string) => [
    {
      name: 'not-collected' as const,
      what,
      detail,
      consequence: 'it stays in the cluster until somebody deletes it there: kubectl delete',
    },
  ];
  if (!facts.flux.garbageCollection) return stays('the Flux of this cluster runs without garbage collection');
  const ignore = annotationsOf(before)['fluxcd.io/ignore'];
  // Garbage collection passes over both values (fluxcd/flux pkg/cluster/kubernetes/sync.go).
  if (ignore === 'true' || ignore === 'sync_only') return stays(`fluxcd.io/ignore is "${ignore}"`);
  const consequence = Object.hasOwn(taken, before.kind) ? taken[before.kind] : undefined;
  return consequence === undefined ? [] : [{ name: 'protected-removal', what, detail: 'it leaves the repository', consequence }];
};
