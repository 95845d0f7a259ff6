export * from './carry';
export * from './filter';
export { exampleVersion } from './filter/example-version';
export { parseVersion } from './filter/version';
export * from './workload';
export { annotationTexts } from './workload/flux-annotations';
export { aliasedField, helmAliases, valuesPath, type HelmAlias } from './workload/helm-aliases';
export { resolveAlias } from './workload/helm-containers';
