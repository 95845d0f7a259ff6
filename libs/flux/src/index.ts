export { fluxAnnotations } from './annotations';
export { ConfigRepo, configRepoOf, provideConfigRepo } from './config-repo';
export { glob, regexp, semver, type TagFilter } from '@gitops/ownership';
export { HelmRelease, type HelmReleaseProps, type PublishedChart, type ReleaseValues } from './helm-release';
export { HelmReleaseManifest, HelmReleaseSpec } from './helm-release-schema';
export type { DeclaredValue } from './helm-release-values';
export { automated, ImageRef, isImageRef, pinned, type ImagePolicy, type ImageRepository } from './image';
export { inValues, type ValuesImageShape } from './values-image';
export { fluxRules } from './rules';
