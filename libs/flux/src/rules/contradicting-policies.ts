import { annotationPath, type FluxRule } from './rule';

export const contradictingPolicies: FluxRule = function* ({ annotations }) {
  const first = new Map<string, (typeof annotations)[number]>();
  for (const annotation of annotations) {
    const { policy, key, text } = annotation;
    const other = first.get(policy);
    if (other === undefined) first.set(policy, annotation);
    if (other === undefined || other.text === text) continue;
    yield {
      code: 'FLX026',
      path: annotationPath(key),
      message: `"${other.key}" and "${key}" set one policy to different values`,
      notes: ['Flux follows either of them, and not always the same one'],
      help: `keep "${other.key}" alone`,
    };
  }
};
