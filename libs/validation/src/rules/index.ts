import { dockerSocket } from './docker-socket';
import { duplicateIdentity } from './duplicate-identity';
import { duplicateListItem } from './duplicate-list-item';
import { fluxBookkeeping } from './flux-bookkeeping';
import { ingressBackend } from './ingress-backend';
import { invalidAnnotation } from './invalid-annotation';
import { invalidAutoscaler } from './invalid-autoscaler';
import { invalidClaim } from './invalid-claim';
import { invalidClass } from './invalid-class';
import { invalidContainer } from './invalid-container';
import { invalidContainerPort } from './invalid-container-port';
import { invalidCronJob } from './invalid-cron-job';
import { invalidDataKey } from './invalid-data-key';
import { invalidDisruptionBudget } from './invalid-disruption-budget';
import { invalidEnv } from './invalid-env';
import { invalidImage } from './invalid-image';
import { invalidIngress } from './invalid-ingress';
import { invalidJob } from './invalid-job';
import { invalidLabel } from './invalid-label';
import { invalidLimitRange } from './invalid-limit-range';
import { invalidName } from './invalid-name';
import { invalidNamespace } from './invalid-namespace';
import { invalidNetworkPolicy } from './invalid-network-policy';
import { invalidPersistentVolume } from './invalid-persistent-volume';
import { invalidPod } from './invalid-pod';
import { invalidProbe } from './invalid-probe';
import { invalidResourceQuota } from './invalid-resource-quota';
import { invalidResources } from './invalid-resources';
import { invalidRole } from './invalid-role';
import { invalidRoleBinding } from './invalid-role-binding';
import { invalidScheduling } from './invalid-scheduling';
import { invalidSecurityContext } from './invalid-security-context';
import { invalidService } from './invalid-service';
import { invalidVolume } from './invalid-volume';
import { invalidWorkload } from './invalid-workload';
import { missingNamespace } from './missing-namespace';
import { namespaceOnClusterObject } from './namespace-on-cluster-object';
import { plaintextSecret } from './plaintext-secret';
import { podSecurity } from './pod-security';
import { replicasWithAutoscaler } from './replicas-with-autoscaler';
import type { Rule } from './rule';
import { selectorMismatch } from './selector-mismatch';
import { serviceSelectsNothing } from './service-selects-nothing';
import { serviceTargetPort } from './service-target-port';
import { undeclaredNamespace } from './undeclared-namespace';
import { unknownVolume } from './unknown-volume';
import { untaggedImage } from './untagged-image';

/** Of every object. In no particular order, here and below: findings are sorted by manifest and path. */
export const objectRules: readonly Rule[] = [
  dockerSocket,
  duplicateIdentity,
  fluxBookkeeping,
  ingressBackend,
  invalidAnnotation,
  invalidAutoscaler,
  invalidClaim,
  invalidClass,
  invalidCronJob,
  invalidDataKey,
  invalidDisruptionBudget,
  invalidIngress,
  invalidJob,
  invalidLabel,
  invalidLimitRange,
  invalidName,
  invalidNamespace,
  invalidNetworkPolicy,
  invalidPersistentVolume,
  invalidResourceQuota,
  invalidRole,
  invalidRoleBinding,
  invalidService,
  invalidWorkload,
  missingNamespace,
  namespaceOnClusterObject,
  plaintextSecret,
  replicasWithAutoscaler,
  selectorMismatch,
  serviceSelectsNothing,
  serviceTargetPort,
  undeclaredNamespace,
];

/** Of the pods that an object runs: only asked about one that runs any. */
export const podRules: readonly Rule[] = [
  duplicateListItem,
  invalidContainer,
  invalidContainerPort,
  invalidEnv,
  invalidImage,
  invalidPod,
  invalidProbe,
  invalidResources,
  invalidScheduling,
  invalidSecurityContext,
  invalidVolume,
  podSecurity,
  unknownVolume,
  untaggedImage,
];
