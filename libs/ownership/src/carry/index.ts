export { againstLock, carry, pinnedContainers, type CarriedTag, type CarryOptions, type CarryResult } from './carry';
export { driftOf, type Drift } from './drift';
export { locksOf, withLocks } from './locks';
export { repositoryOf, tagOf, withTag } from './tags';
