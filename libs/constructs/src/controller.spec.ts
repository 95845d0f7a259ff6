import { Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';
import { Controller, type ControllerProps } from './controller';
import { resourceRequirements, Resources } from './resources';

const basic: ControllerProps = { namespace: 'ops', image: 'watcher:1', user: 1000, resources: {} };

interface Deployment {
  readonly metadata: object;
  readonly spec: {
    readonly template: {
      readonly spec: Readonly<Record<string, unknown>> & { readonly containers: readonly Readonly<Record<string, unknown>>[] };
    };
  };
}

function deployment(props: Partial<ControllerProps> = {}): Deployment {
  const chart = Testing.chart();
  new Controller(chart, 'watcher', { ...basic, ...props });
  return (chart.toJson() as readonly Deployment[])[0] as Deployment;
}

describe('Controller', () => {
  it('is one pod, called after its id, that ends before another begins', () => {
    expect(deployment()).toMatchObject({
      kind: 'Deployment',
      metadata: { name: 'watcher', namespace: 'ops', labels: { app: 'watcher' } },
      spec: { replicas: 1, strategy: { type: 'Recreate' }, selector: { matchLabels: { app: 'watcher' } } },
    });
  });

  it.each([
    [undefined, { automountServiceAccountToken: false }],
    ['watcher', { automountServiceAccountToken: true, serviceAccountName: 'watcher' }],
  ])('given the service account %s', (serviceAccount, fields) => {
    const { spec } = deployment(serviceAccount === undefined ? {} : { serviceAccount }).spec.template;
    expect(spec).toMatchObject(fields);
    expect('serviceAccountName' in spec).toBe(serviceAccount !== undefined);
  });

  it.each([
    [1000, { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } }],
    [0, { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } }],
  ])('as user %d has no privilege either way', (user, securityContext) => {
    const { spec } = deployment({ user }).spec.template;
    expect(spec['securityContext']).toEqual(securityContext);
    expect(spec.containers[0]).toMatchObject({
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    });
  });

  it('mounts what it is given beside /tmp, read-only unless told otherwise', () => {
    const { spec } = deployment({
      mounts: [
        { volume: { name: 'key', secret: { secretName: 'key' } }, path: '/key' },
        { volume: { name: 'cache', emptyDir: {} }, path: '/cache', readOnly: false },
        { volume: { name: 'config', configMap: { name: 'config' } }, path: '/etc/config', subPath: 'config' },
      ],
    }).spec.template;
    expect(spec.containers[0]?.['volumeMounts']).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'key', mountPath: '/key', readOnly: true },
      { name: 'cache', mountPath: '/cache' },
      { name: 'config', mountPath: '/etc/config', subPath: 'config', readOnly: true },
    ]);
    expect(spec['volumes']).toMatchObject([{ name: 'tmp' }, { name: 'key' }, { name: 'cache' }, { name: 'config' }]);
  });

  it('is ready, and alive, while its probe says so', () => {
    const httpGet = { path: '/healthz', port: k8s.IntOrString.fromString('http') };
    const [container] = deployment({ ports: { http: 8080 }, probe: { httpGet } }).spec.template.spec.containers;
    const probe = { httpGet: { path: '/healthz', port: 'http' }, initialDelaySeconds: 5, timeoutSeconds: 5 };
    expect(container).toMatchObject({
      ports: [{ name: 'http', containerPort: 8080 }],
      livenessProbe: probe,
      readinessProbe: probe,
    });
  });

  it('says nothing of what it is not given', () => {
    const [container] = deployment().spec.template.spec.containers;
    expect(Object.keys(container ?? {}).sort()).toEqual([
      'image',
      'imagePullPolicy',
      'name',
      'resources',
      'securityContext',
      'volumeMounts',
    ]);
  });
});

describe('Resources', () => {
  it('become what a container takes', () => {
    const chart = Testing.chart();
    const resources = resourceRequirements(
      Resources.parse({ requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '1Gi' } }),
    );
    new Controller(chart, 'watcher', { ...basic, resources });
    expect((chart.toJson() as readonly Deployment[])[0]?.spec.template.spec.containers[0]).toMatchObject({
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '1Gi' } },
    });
  });

  it.each([
    { requests: { cpu: '50Mi' } },
    { requests: { memory: '64MB' } },
    { requests: { memory: '64m' } },
    { limits: { storage: '1Gi' } },
    { request: { cpu: '50m' } },
  ])('refuse %j', (resources) => {
    expect(Resources.safeParse(resources).success).toBe(false);
  });
});
