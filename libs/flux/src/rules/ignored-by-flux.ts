import { annotationPath, type FluxRule } from './rule';

export const ignoredByFlux: FluxRule = function* ({ manifest, annotations, policies }) {
  if (!policies.ignored) return;
  yield {
    code: 'FLX025',
    path: annotationPath(annotations.find(({ policy }) => policy === 'ignore')?.key ?? ''),
    message: `Flux neither applies nor updates nor removes this ${manifest.kind}`,
    help: "write 'sync_only' if it should be applied but never garbage collected, or remove the annotation",
  };
};
