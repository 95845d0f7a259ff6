import { isJsonObject } from '@gitops/manifest';
import { annotationPath, typeAt, type FluxRule } from './rule';

const ofFlux = /^((filter|registry|repository|tag)\.)?fluxcd\.io\/|^flux\.weave\.works\//;

export const annotationNotAString: FluxRule = function* ({ manifest }) {
  const annotations = manifest.metadata['annotations'];
  if (!isJsonObject(annotations)) return;
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value === 'string' || !ofFlux.test(key)) continue;
    const isScalar = typeof value === 'number' || typeof value === 'boolean';
    yield {
      code: 'FLX014',
      path: annotationPath(key),
      message: `annotation "${key}" is ${typeAt(manifest, annotationPath(key))}, not a string`,
      notes: ['the API server refuses the object, while Flux, which reads git, may act on it'],
      help: isScalar ? `write '${value}' in quotes` : 'write a string, or remove the annotation',
    };
  }
};
