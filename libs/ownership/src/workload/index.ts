export type { FluxContainer, ImageFields } from './flux-container';
export { fluxContainers, isFluxWorkload } from './flux-containers';
export { fluxPolicies, policyAnnotations, type ContainerFilter, type FluxPolicies, type PolicyAnnotation } from './flux-policies';
export { parseImageReference, type ImageReference } from './image-reference';
export { fluxOwnedContainers } from './owned-tags';
