export { alb, albIngressClass, type Alb, type IngressController } from './alb';
export { ecr, ecrRepositoryUri, type EcrRepository } from './ecr';
export { AccountId, AwsFacts, Region } from './props';
export { partitionOf, regions, type Partition } from './region';
export { Mirrors, mirroredCharts, mirroredImage, type MirroredCluster } from './mirrors';
