export { ClusterFacts, ClusterProps } from './cluster-props';
export { defineApp, defineCluster, definePlatform, isCluster, type Cluster, type Placer } from './define';
export { manifestOf } from './manifest-of';
export { Namespace, namespace } from './namespace';
export { isPlacement, type BuiltPlacement, type Definition, type Placement, type PlacementProps } from './placement';
export { defaultUserId } from './pod-security';
export { DnsLabel, Image, ImageValues, Port, Replicas } from './props';
export { WebService } from './web-service';
export type { WebServiceProps } from './web-service-props';
