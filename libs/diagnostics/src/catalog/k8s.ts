import type { CatalogEntry } from './entry';

/** What the API server refuses although the schema does not say it. */
export const k8s = {
  K8S001: {
    name: 'invalid-name',
    severity: 'error',
    summary: 'A name that the kind does not allow: wrong characters or too long. The API server refuses the object.',
  },
  K8S002: {
    name: 'invalid-label',
    severity: 'error',
    summary:
      'A label, or a label in a selector, whose key or value breaks Kubernetes’ syntax. The API server refuses the object.',
  },
  K8S003: {
    name: 'invalid-annotation',
    severity: 'error',
    summary:
      'An annotation whose key breaks Kubernetes’ syntax, or annotations of more than 256 KiB. The API server refuses the object.',
  },
  K8S004: {
    name: 'undeclared-namespace',
    severity: 'error',
    summary:
      'An object in a namespace that neither the cluster declares nor a manifest creates. The API server answers that it is not found.',
  },
  K8S010: {
    name: 'selector-mismatch',
    severity: 'error',
    summary:
      'A workload whose selector is empty or does not match the labels of its own pod template. The API server refuses it.',
  },
  K8S011: {
    name: 'service-selects-nothing',
    severity: 'error',
    summary: 'A Service whose selector matches the pods of no workload in its namespace: connections to it would be refused.',
  },
  K8S012: {
    name: 'invalid-service',
    severity: 'error',
    summary: 'A Service whose type, ports or addresses contradict each other. The API server refuses it.',
  },
  K8S013: {
    name: 'service-target-port',
    severity: 'error',
    summary:
      'A Service whose named targetPort exists on none of the containers that it selects: connections to it would be refused.',
  },
  K8S014: {
    name: 'ingress-backend',
    severity: 'error',
    summary: 'An Ingress to a Service, or to a port of it, that is not there: requests would be answered with an error.',
  },
  K8S015: {
    name: 'invalid-ingress',
    severity: 'error',
    summary: 'An Ingress without rules, or with a host, path or path type that the API server refuses.',
  },
  K8S020: {
    name: 'invalid-container',
    severity: 'error',
    summary: 'A container with a bad name, policy, lifecycle or termination setting. The API server refuses the pod.',
  },
  K8S021: {
    name: 'invalid-container-port',
    severity: 'error',
    summary: 'A container port that is out of range or badly named. The API server refuses the pod.',
  },
  K8S022: {
    name: 'invalid-env',
    severity: 'error',
    summary:
      'An environment variable with a bad name, or with both or neither of a value and one source. The API server refuses the pod.',
  },
  K8S023: {
    name: 'invalid-volume',
    severity: 'error',
    summary:
      'A volume with a bad name, with no source or several, or with a source that lacks what it needs. The API server refuses the pod.',
  },
  K8S024: {
    name: 'unknown-volume',
    severity: 'error',
    summary: 'A container that mounts a volume which the pod does not have, or mounts it badly. The API server refuses the pod.',
  },
  K8S025: {
    name: 'invalid-probe',
    severity: 'error',
    summary:
      'A probe or lifecycle hook without exactly one handler, or with numbers out of range. The API server refuses the pod.',
  },
  K8S026: {
    name: 'invalid-resources',
    severity: 'error',
    summary: 'A resource request that is negative, above its limit, or of an unknown resource. The API server refuses the pod.',
  },
  K8S027: {
    name: 'invalid-pod',
    severity: 'error',
    summary: 'A pod-level setting that contradicts another or is out of range. The API server refuses the pod.',
  },
  K8S028: {
    name: 'invalid-security-context',
    severity: 'error',
    summary: 'A security context that contradicts itself: the API server or the kubelet refuses the pod.',
  },
  K8S029: {
    name: 'invalid-scheduling',
    severity: 'error',
    summary: 'A node selector, toleration, affinity or spread constraint that the API server refuses.',
  },
  K8S030: {
    name: 'invalid-workload',
    severity: 'error',
    summary: 'A workload with a negative count, an impossible update strategy, or a restart policy that its kind does not allow.',
  },
  K8S031: {
    name: 'invalid-job',
    severity: 'error',
    summary: 'A Job whose counts, completion mode or restart policy the API server refuses.',
  },
  K8S032: {
    name: 'invalid-cron-job',
    severity: 'error',
    summary: 'A CronJob whose schedule, time zone or limits the API server refuses.',
  },
  K8S033: {
    name: 'invalid-data-key',
    severity: 'error',
    summary:
      'A ConfigMap or Secret with a key that is no file name, a key given twice, or more than 1 MiB of data. The API server refuses it.',
  },
  K8S034: {
    name: 'invalid-role',
    severity: 'error',
    summary: 'A role rule that names no verb or no resource. The API server refuses the role.',
  },
  K8S035: {
    name: 'invalid-role-binding',
    severity: 'error',
    summary: 'A role binding to something that is no role, or with a subject that the API server refuses.',
  },
  K8S036: {
    name: 'invalid-claim',
    severity: 'error',
    summary: 'A PersistentVolumeClaim without access mode or requested storage, or with a bad one. The API server refuses it.',
  },
  K8S037: {
    name: 'invalid-autoscaler',
    severity: 'error',
    summary: 'A HorizontalPodAutoscaler whose bounds, metrics or behaviour the API server refuses.',
  },
  K8S038: {
    name: 'invalid-disruption-budget',
    severity: 'error',
    summary: 'A PodDisruptionBudget with both or bad values of minAvailable and maxUnavailable. The API server refuses it.',
  },
  K8S039: {
    name: 'invalid-network-policy',
    severity: 'error',
    summary: 'A NetworkPolicy with a bad port, address block or policy type. The API server refuses it.',
  },
  K8S040: {
    name: 'invalid-persistent-volume',
    severity: 'error',
    summary: 'A PersistentVolume whose capacity, access modes, class or source the API server refuses.',
  },
  K8S041: {
    name: 'invalid-class',
    severity: 'error',
    summary:
      'An IngressClass or StorageClass whose controller, provisioner or parameters are badly named. The API server refuses it.',
  },
  K8S042: {
    name: 'invalid-limit-range',
    severity: 'error',
    summary:
      'A LimitRange with a type given twice, an unknown resource, or amounts that contradict each other. The API server refuses it.',
  },
  K8S043: {
    name: 'invalid-resource-quota',
    severity: 'error',
    summary: 'A ResourceQuota with an unknown resource or scope, or with two that do not go together. The API server refuses it.',
  },
  K8S044: {
    name: 'invalid-namespace',
    severity: 'error',
    summary: 'A Namespace with a badly named finalizer. The API server refuses it.',
  },
  K8S050: {
    name: 'invalid-image',
    severity: 'error',
    summary:
      'An image reference that no registry can have. The API server takes it, and the pod never starts (InvalidImageName).',
  },
  K8S051: {
    name: 'untagged-image',
    severity: 'error',
    summary: 'An image without tag, or tagged latest: what runs would depend on the day, and Flux cannot order it.',
  },
} as const satisfies Record<string, CatalogEntry>;
