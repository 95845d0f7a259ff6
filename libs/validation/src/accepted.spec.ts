import { readFileSync } from 'node:fs';
import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { cronJob, deployment, findings, ingress, job, object, service } from './fixtures';
import { KubernetesSchemas } from './schema/kubernetes-schemas';
import { supportedMinors } from './schema/supported-minors';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const cluster = { namespace: null };

/** What the API server takes in every supported version, all at once. */
const accepted: readonly Manifest[] = [
  object('v1', 'Namespace', {
    metadata: { ...cluster, name: 'extra', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  }),
  deployment(
    { strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } }, minReadySeconds: 5, revisionHistoryLimit: 3 },
    {
      serviceAccountName: 'web',
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
        sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
      },
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        { name: 'config', configMap: { name: 'web', items: [{ key: 'a.conf', path: 'etc/a.conf' }] } },
        { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }] } },
      ],
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
      ],
      tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
    },
    {
      env: [
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'web', key: 'password' } } },
      ],
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    },
  ),
  service(),
  ingress({ ingressClassName: 'alb', tls: [{ hosts: ['example.com'], secretName: 'tls' }] }),
  job({ backoffLimit: 2, ttlSecondsAfterFinished: 60 }),
  cronJob({ timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' }),
  object('v1', 'ConfigMap', { data: { 'a.conf': 'x' } }),
  object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),
  object('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  }),
  object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { kind: 'Role', name: 'web' },
    subjects: [{ kind: 'Group', name: 'dev' }],
  }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { maxReplicas: 5, scaleTargetRef: target } }),
  object('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } } }),
  object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
  object('networking.k8s.io/v1', 'IngressClass', { metadata: cluster, spec: { controller: 'ingress.k8s.aws/alb' } }),
  object('storage.k8s.io/v1', 'StorageClass', {
    metadata: cluster,
    provisioner: 'ebs.csi.aws.com',
    volumeBindingMode: 'WaitForFirstConsumer',
  }),
];

function schemasOf(minor: string): KubernetesSchemas {
  return KubernetesSchemas.parse(JSON.parse(readFileSync(new URL(`../schemas/${minor}.json`, import.meta.url), 'utf8')));
}

describe.each(supportedMinors)('Kubernetes %s', (minor) => {
  const schemas = schemasOf(minor);

  it('is what the file says', () => {
    expect(schemas.minor).toBe(minor);
  });

  it('takes what is right', () => {
    expect(findings(accepted, { schemas })).toEqual([]);
  });

  it('knows scopes and what it serves', () => {
    expect(schemas.scopeOf('v1', 'Namespace')).toBe('Cluster');
    expect(schemas.scopeOf('apps/v1', 'Deployment')).toBe('Namespaced');
    expect(schemas.scopeOf('example.com/v1', 'Widget')).toBeUndefined();
    expect(schemas.isServed('batch/v1', 'CronJob')).toBe(true);
    expect(schemas.isServed('batch/v1beta1', 'CronJob')).toBe(false);
    expect(schemas.isServed('authorization.k8s.io/v1', 'SubjectAccessReview')).toBe(false);
    expect(schemas.list().filter(({ apiVersion }) => apiVersion.includes('alpha'))).toEqual([]);
  });
});

describe('what differs between versions', () => {
  it.each([
    [
      '1.31',
      '1.32',
      object('flowcontrol.apiserver.k8s.io/v1beta3', 'PriorityLevelConfiguration', {
        metadata: cluster,
        spec: { type: 'Exempt' },
      }),
    ],
  ])('%s serves it, %s does not', (older, newer, manifest) => {
    expect(findings(manifest, { schemas: schemasOf(older) })).toEqual([]);
    expect(findings(manifest, { schemas: schemasOf(newer) })).toHaveLength(1);
  });

  it.each([
    ['1.31', '1.32', deployment({}, {}, { env: [{ name: '1 A', value: 'x' }] })],
    ['1.35', '1.36', { ...service({ selector: null, ports: [{ port: 80 }] }), metadata: { name: '1web', namespace: 'shop' } }],
  ])('%s refuses it, %s takes it', (older, newer, manifest) => {
    expect(findings(manifest, { schemas: schemasOf(older) })).toHaveLength(1);
    expect(findings(manifest, { schemas: schemasOf(newer) })).toEqual([]);
  });
});
