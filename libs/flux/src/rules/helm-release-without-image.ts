import { automatedPath, type FluxRule } from './rule';

export const helmReleaseWithoutImage: FluxRule = function* (object) {
  const { manifest, containers, updatable } = object;
  if (!updatable || manifest.kind !== 'HelmRelease' || containers.length > 0) return;
  yield {
    code: 'FLX019',
    path: automatedPath(object),
    message: 'Flux finds no image in the values of this automated HelmRelease',
    notes: [
      'Flux looks for "image" at the top of the values and one level down, and follows annotations "repository.fluxcd.io/<alias>"',
    ],
    help: 'write the image into the values, as in values: { image: automated(...) }: what valuesFrom or the chart itself gives, Flux cannot see',
  };
};
