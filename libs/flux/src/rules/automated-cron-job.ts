import { automatedPath, type FluxRule } from './rule';

export const automatedCronJob: FluxRule = function* (object) {
  const { manifest, policies } = object;
  if (!policies.automated || manifest.kind !== 'CronJob') return;
  yield {
    code: 'FLX016',
    path: automatedPath(object),
    message: 'Flux cannot update a CronJob on Kubernetes 1.25 and later',
    notes: ['Flux 1.25.4 asks for batch/v1beta1, which the API server no longer serves there, so it never finds the CronJob'],
    help: 'use pinned(...): TypeScript then owns the tag',
  };
};
