import { automatableKinds } from '@gitops/manifest';
import { automatedPath, type FluxRule } from './rule';

export const automatedKind: FluxRule = function* (object) {
  const { manifest, policies, updatable } = object;
  if (!policies.automated || updatable || manifest.kind === 'CronJob') return;
  const isOtherGroup = automatableKinds.has(manifest.kind);
  yield {
    code: 'FLX017',
    path: automatedPath(object),
    message: `Flux does not update a ${manifest.kind}${isOtherGroup ? ` of ${manifest.apiVersion}` : ''}`,
    notes: ['Flux updates a Deployment, DaemonSet or StatefulSet of apps/v1, and a HelmRelease of helm.fluxcd.io/v1'],
    help: 'use pinned(...), or remove the annotation',
  };
};
