// What the API server's validation asks of single fields and OpenAPI does not say: facts read in
// pkg/apis/{core,apps,batch,autoscaling,networking,policy,rbac,storage,scheduling}/validation/validation.go of v1.27.8.
// Keys are the last three parts of a definition's name.
// An empty string stands in an enum where the server fills in a default for it.

const between = (minimum, maximum) => ({ minimum, maximum });
const atLeast = (minimum) => ({ minimum });
const oneOf = (...values) => ({ enum: values });
const each = (items) => ({ items });

const port = between(1, 65535);
const optionalPort = between(0, 65535);
const fileMode = between(0, 0o777);
const userId = between(0, 2 ** 31 - 1);
const protocol = oneOf('', 'TCP', 'UDP', 'SCTP');
const container = {
  imagePullPolicy: oneOf('', 'Always', 'IfNotPresent', 'Never'),
  terminationMessagePolicy: oneOf('', 'File', 'FallbackToLogsOnError'),
};

export const limits = {
  'core.v1.Container': container,
  'core.v1.EphemeralContainer': container,
  'core.v1.ContainerPort': { containerPort: port, hostPort: optionalPort, protocol },
  'core.v1.ContainerResizePolicy': {
    resourceName: oneOf('cpu', 'memory'),
    restartPolicy: oneOf('NotRequired', 'RestartContainer'),
  },
  'core.v1.PodSpec': {
    restartPolicy: oneOf('', 'Always', 'OnFailure', 'Never'),
    dnsPolicy: oneOf('', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
    preemptionPolicy: oneOf('PreemptLowerPriority', 'Never'),
    activeDeadlineSeconds: between(1, 2 ** 31 - 1),
  },
  'core.v1.PodOS': { name: oneOf('linux', 'windows') },
  'core.v1.Probe': {
    initialDelaySeconds: atLeast(0),
    timeoutSeconds: atLeast(0),
    periodSeconds: atLeast(0),
    successThreshold: atLeast(0),
    failureThreshold: atLeast(0),
    terminationGracePeriodSeconds: atLeast(1),
  },
  'core.v1.HTTPGetAction': { scheme: oneOf('', 'HTTP', 'HTTPS') },
  'core.v1.GRPCAction': { port },
  'core.v1.ConfigMapVolumeSource': { defaultMode: fileMode },
  'core.v1.SecretVolumeSource': { defaultMode: fileMode },
  'core.v1.DownwardAPIVolumeSource': { defaultMode: fileMode },
  'core.v1.ProjectedVolumeSource': { defaultMode: fileMode },
  'core.v1.DownwardAPIVolumeFile': { mode: fileMode },
  'core.v1.KeyToPath': { mode: fileMode },
  'core.v1.HostPathVolumeSource': {
    type: oneOf('', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'),
  },
  'core.v1.ServiceAccountTokenProjection': { expirationSeconds: between(600, 2 ** 32) },
  'core.v1.VolumeMount': { mountPropagation: oneOf('None', 'HostToContainer', 'Bidirectional') },
  'core.v1.PodSecurityContext': {
    runAsUser: userId,
    runAsGroup: userId,
    fsGroup: userId,
    supplementalGroups: each(userId),
    fsGroupChangePolicy: oneOf('OnRootMismatch', 'Always'),
  },
  'core.v1.SecurityContext': { runAsUser: userId, runAsGroup: userId, procMount: oneOf('Default', 'Unmasked') },
  'core.v1.SeccompProfile': { type: oneOf('Localhost', 'RuntimeDefault', 'Unconfined') },
  'core.v1.Toleration': { effect: oneOf('', 'NoSchedule', 'PreferNoSchedule', 'NoExecute') },
  'core.v1.TopologySpreadConstraint': {
    maxSkew: atLeast(1),
    minDomains: atLeast(1),
    whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
    nodeAffinityPolicy: oneOf('Ignore', 'Honor'),
    nodeTaintsPolicy: oneOf('Ignore', 'Honor'),
  },
  'core.v1.PreferredSchedulingTerm': { weight: between(1, 100) },
  'core.v1.WeightedPodAffinityTerm': { weight: between(1, 100) },
  'core.v1.NodeSelectorRequirement': { operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt') },
  'core.v1.ServiceSpec': {
    type: oneOf('', 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
    sessionAffinity: oneOf('', 'ClientIP', 'None'),
    ipFamilies: each(oneOf('IPv4', 'IPv6')),
    ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
    externalTrafficPolicy: oneOf('', 'Cluster', 'Local'),
    internalTrafficPolicy: oneOf('Cluster', 'Local'),
  },
  'core.v1.ServicePort': { port, nodePort: optionalPort, protocol },
  'core.v1.ClientIPConfig': { timeoutSeconds: between(1, 86400) },
  'core.v1.PersistentVolumeClaimSpec': {
    accessModes: each(oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod')),
    volumeMode: oneOf('Filesystem', 'Block'),
  },
  'core.v1.PersistentVolumeSpec': {
    accessModes: each(oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod')),
    persistentVolumeReclaimPolicy: oneOf('', 'Delete', 'Recycle', 'Retain'),
    volumeMode: oneOf('Filesystem', 'Block'),
  },
  'core.v1.ReplicationControllerSpec': { replicas: atLeast(0), minReadySeconds: atLeast(0) },
  'apps.v1.DeploymentSpec': {
    replicas: atLeast(0),
    minReadySeconds: atLeast(0),
    revisionHistoryLimit: atLeast(0),
    progressDeadlineSeconds: atLeast(0),
  },
  'apps.v1.DeploymentStrategy': { type: oneOf('', 'RollingUpdate', 'Recreate') },
  'apps.v1.ReplicaSetSpec': { replicas: atLeast(0), minReadySeconds: atLeast(0) },
  'apps.v1.StatefulSetSpec': {
    replicas: atLeast(0),
    minReadySeconds: atLeast(0),
    podManagementPolicy: oneOf('', 'OrderedReady', 'Parallel'),
  },
  'apps.v1.StatefulSetUpdateStrategy': { type: oneOf('', 'RollingUpdate', 'OnDelete') },
  'apps.v1.RollingUpdateStatefulSetStrategy': { partition: atLeast(0) },
  'apps.v1.StatefulSetOrdinals': { start: atLeast(0) },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    whenDeleted: oneOf('', 'Retain', 'Delete'),
    whenScaled: oneOf('', 'Retain', 'Delete'),
  },
  'apps.v1.DaemonSetSpec': { minReadySeconds: atLeast(0), revisionHistoryLimit: atLeast(0) },
  'apps.v1.DaemonSetUpdateStrategy': { type: oneOf('', 'RollingUpdate', 'OnDelete') },
  'batch.v1.JobSpec': {
    parallelism: atLeast(0),
    completions: atLeast(0),
    activeDeadlineSeconds: atLeast(0),
    backoffLimit: atLeast(0),
    ttlSecondsAfterFinished: atLeast(0),
    completionMode: oneOf('NonIndexed', 'Indexed'),
  },
  'batch.v1.PodFailurePolicyRule': { action: oneOf('FailJob', 'FailIndex', 'Ignore', 'Count') },
  'batch.v1.PodFailurePolicyOnExitCodesRequirement': { operator: oneOf('In', 'NotIn') },
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': { status: oneOf('True', 'False', 'Unknown') },
  'batch.v1.CronJobSpec': {
    concurrencyPolicy: oneOf('', 'Allow', 'Forbid', 'Replace'),
    startingDeadlineSeconds: atLeast(0),
    successfulJobsHistoryLimit: atLeast(0),
    failedJobsHistoryLimit: atLeast(0),
  },
  'autoscaling.v1.HorizontalPodAutoscalerSpec': { minReplicas: atLeast(0), maxReplicas: atLeast(1) },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': { minReplicas: atLeast(0), maxReplicas: atLeast(1) },
  'autoscaling.v2.HPAScalingRules': {
    stabilizationWindowSeconds: between(0, 3600),
    selectPolicy: oneOf('Max', 'Min', 'Disabled'),
  },
  'autoscaling.v2.HPAScalingPolicy': { type: oneOf('Pods', 'Percent'), value: atLeast(1), periodSeconds: between(1, 1800) },
  'autoscaling.v2.MetricSpec': { type: oneOf('Object', 'Pods', 'Resource', 'External', 'ContainerResource') },
  'autoscaling.v2.MetricTarget': { type: oneOf('Utilization', 'Value', 'AverageValue'), averageUtilization: atLeast(1) },
  'networking.v1.HTTPIngressPath': { pathType: oneOf('Exact', 'Prefix', 'ImplementationSpecific') },
  'networking.v1.NetworkPolicySpec': { policyTypes: { maxItems: 2, ...each(oneOf('Ingress', 'Egress')) } },
  'networking.v1.NetworkPolicyPort': { protocol: oneOf('TCP', 'UDP', 'SCTP'), endPort: port },
  'policy.v1.PodDisruptionBudgetSpec': { unhealthyPodEvictionPolicy: oneOf('IfHealthyBudget', 'AlwaysAllow') },
  'rbac.v1.RoleRef': { apiGroup: oneOf('', 'rbac.authorization.k8s.io'), kind: oneOf('Role', 'ClusterRole') },
  'rbac.v1.Subject': { kind: oneOf('ServiceAccount', 'User', 'Group') },
  'scheduling.v1.PriorityClass': { preemptionPolicy: oneOf('PreemptLowerPriority', 'Never') },
  'storage.v1.StorageClass': {
    reclaimPolicy: oneOf('', 'Delete', 'Retain', 'Recycle'),
    volumeBindingMode: oneOf('Immediate', 'WaitForFirstConsumer'),
  },
  'meta.v1.LabelSelectorRequirement': { operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist') },
};

/** Fields that validation asks for although OpenAPI calls them optional. */
export const alsoRequired = {
  'core.v1.ExecAction': ['command'],
  'apps.v1.DaemonSet': ['spec'],
  'apps.v1.Deployment': ['spec'],
  'apps.v1.ReplicaSet': ['spec'],
  'apps.v1.StatefulSet': ['spec'],
  'autoscaling.v1.HorizontalPodAutoscaler': ['spec'],
  'autoscaling.v2.HorizontalPodAutoscaler': ['spec'],
  'batch.v1.CronJob': ['spec'],
  'batch.v1.Job': ['spec'],
  'batch.v1.JobTemplateSpec': ['spec'],
  'core.v1.EphemeralVolumeSource': ['volumeClaimTemplate'],
  'core.v1.PersistentVolumeClaim': ['spec'],
  'core.v1.PersistentVolumeClaimSpec': ['accessModes', 'resources'],
  'core.v1.Pod': ['spec'],
  'core.v1.PodDNSConfigOption': ['name'],
  'core.v1.PodTemplateSpec': ['spec'],
  'networking.v1.IngressClass': ['spec'],
  'networking.v1.IngressClassSpec': ['controller'],
  'rbac.v1.AggregationRule': ['clusterRoleSelectors'],
  'core.v1.PersistentVolumeSpec': ['accessModes', 'capacity'],
};

/**
 * Fields that OpenAPI calls required because their Go field has no omitempty, and that the API server does without:
 * it fills in a default, or their zero value is a good one.
 */
export const notRequired = {
  'apps.v1.ControllerRevision': ['revision'],
  'apps.v1.StatefulSetSpec': ['serviceName'],
  'core.v1.HTTPHeader': ['value'],
  'core.v1.ISCSIPersistentVolumeSource': ['lun'],
  'core.v1.ISCSIVolumeSource': ['lun'],
  'core.v1.LimitRangeSpec': ['limits'],
  'core.v1.PreferredSchedulingTerm': ['preference'],
  'core.v1.Sysctl': ['value'],
  'batch.v1.PodFailurePolicy': ['rules'],
  'discovery.v1.EndpointSlice': ['endpoints'],
  'networking.v1.NetworkPolicySpec': ['podSelector'],
  'rbac.v1.RoleRef': ['apiGroup'],
  'scheduling.v1.PriorityClass': ['value'],
  'storage.v1.CSIDriver': ['spec'],
  'apiextensions.v1.CustomResourceDefinitionVersion': ['served', 'storage'],
};
