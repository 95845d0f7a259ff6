import { alb } from '@gitops/aws';
import { isPropsError } from '@gitops/diagnostics';
import { automated, glob, pinned, semver } from '@gitops/flux';
import { valueAt, type FieldPath, type Json } from '@gitops/manifest';
import { ApiObject, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';
import { manifestOf } from './manifest-of';
import { WebService } from './web-service';
import type { WebServiceProps } from './web-service-props';

const image = pinned('nginx:1.27');

/** The objects of a WebService named `web`, by kind. */
function made(props: Partial<WebServiceProps>): Readonly<Record<string, Json>> {
  const chart = Testing.chart();
  new WebService(chart, 'web', { image, port: 8080, ...props });
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return Object.fromEntries(objects.map((object) => [object.kind, manifestOf(object) as Json]));
}

const podSpec = ['Deployment', 'spec', 'template', 'spec'];
const container = [...podSpec, 'containers', { name: 'web' }];
const annotations = ['Deployment', 'metadata', 'annotations'];
const paths = ['Ingress', 'spec', 'rules', 0, 'http', 'paths', 0];
const albPrefix = 'alb.ingress.kubernetes.io';
const cpu = { requests: { cpu: k8s.Quantity.fromString('50m') } };

/** Props, and fields of the objects that they make. */
const cases: readonly (readonly [
  what: string,
  props: Partial<WebServiceProps>,
  fields: readonly (readonly [path: FieldPath, value: unknown])[],
])[] = [
  [
    'names and selectors, all from the id',
    { ingress: alb() },
    [
      [['Deployment', 'metadata', 'name'], 'web-deployment'],
      [['Service', 'metadata', 'name'], 'web-service'],
      [['Ingress', 'metadata', 'name'], 'web-ingress'],
      [['Deployment', 'spec', 'selector'], { matchLabels: { app: 'web' } }],
      [['Service', 'spec', 'selector'], { app: 'web' }],
      [['Deployment', 'spec', 'template', 'metadata', 'labels'], { app: 'web' }],
      [
        ['Ingress', 'spec', 'rules', 0, 'http', 'paths', 0, 'backend'],
        { service: { name: 'web-service', port: { name: 'http' } } },
      ],
    ],
  ],
  ['no ingress unless asked for', {}, [[['Ingress'], undefined]]],
  ['no replicas unless given, so that an autoscaler may own them', {}, [[['Deployment', 'spec', 'replicas'], undefined]]],
  ['replicas', { replicas: 4 }, [[['Deployment', 'spec', 'replicas'], 4]]],
  ['no readiness probe unless asked for', {}, [[[...container, 'readinessProbe'], undefined]]],
  [
    'a readiness probe at the port of the container',
    { readinessPath: '/healthz' },
    [[[...container, 'readinessProbe'], { httpGet: { path: '/healthz', port: 8080 } }]],
  ],
  [
    'a readiness probe of the container in place of its own',
    { readinessPath: '/healthz', container: { readinessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(1) } } } },
    [[[...container, 'readinessProbe'], { tcpSocket: { port: 1 } }]],
  ],
  [
    'ports',
    { servicePort: 9000 },
    [
      [[...container, 'ports'], [{ containerPort: 8080 }]],
      [['Service', 'spec', 'ports'], [{ name: 'http', port: 9000, targetPort: 8080 }]],
    ],
  ],
  ['a Service of type ClusterIP by default', {}, [[['Service', 'spec', 'type'], 'ClusterIP']]],
  ['a NodePort where an ALB targets instances', { ingress: alb() }, [[['Service', 'spec', 'type'], 'NodePort']]],
  ['a ClusterIP where an ALB targets pods', { ingress: alb({ targetType: 'ip' }) }, [[['Service', 'spec', 'type'], 'ClusterIP']]],
  [
    'an ALB',
    { ingress: alb({ scheme: 'internet-facing', targetType: 'ip' }), host: 'web.example.com' },
    [
      [['Ingress', 'spec', 'ingressClassName'], 'alb'],
      [
        ['Ingress', 'metadata', 'annotations'],
        { [`${albPrefix}/scheme`]: 'internet-facing', [`${albPrefix}/target-type`]: 'ip' },
      ],
      [['Ingress', 'spec', 'rules', 0, 'host'], 'web.example.com'],
      [['Ingress', 'spec', 'rules', 0, 'http', 'paths', 0, 'path'], '/'],
    ],
  ],
  [
    'labels on everything, beside its own',
    { labels: { team: 'a' }, ingress: alb() },
    [
      ...['Deployment', 'Service', 'Ingress'].map((kind): [FieldPath, unknown] => [
        [kind, 'metadata', 'labels'],
        { app: 'web', team: 'a' },
      ]),
      [['Deployment', 'spec', 'template', 'metadata', 'labels'], { app: 'web', team: 'a' }],
      [['Deployment', 'spec', 'selector', 'matchLabels'], { app: 'web' }],
    ],
  ],
  [
    'the restricted pod security standard',
    {},
    [
      [[...podSpec, 'automountServiceAccountToken'], false],
      [
        [...podSpec, 'securityContext'],
        { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } },
      ],
      [
        [...container, 'securityContext'],
        { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      ],
      [[...container, 'volumeMounts'], [{ name: 'tmp', mountPath: '/tmp' }]],
      [[...podSpec, 'volumes'], [{ name: 'tmp', emptyDir: {} }]],
    ],
  ],
  [
    'a port that needs a privilege, without the privilege',
    { port: 80 },
    [[[...podSpec, 'securityContext', 'sysctls'], [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }]]],
  ],
  ['no sysctl for a port that needs none', { port: 1024 }, [[[...podSpec, 'securityContext', 'sysctls'], undefined]]],
  [
    'every field of the pod, over the defaults',
    {
      pod: {
        serviceAccountName: 'web',
        automountServiceAccountToken: true,
        securityContext: { fsGroup: 1 },
        volumes: [{ name: 'data', emptyDir: {} }],
      },
    },
    [
      [[...podSpec, 'serviceAccountName'], 'web'],
      [[...podSpec, 'automountServiceAccountToken'], true],
      [[...podSpec, 'securityContext', 'fsGroup'], 1],
      [[...podSpec, 'securityContext', 'runAsUser'], 10001],
      [
        [...podSpec, 'volumes'],
        [
          { name: 'tmp', emptyDir: {} },
          { name: 'data', emptyDir: {} },
        ],
      ],
    ],
  ],
  ...['sidecars', 'initContainers'].map((prop): (typeof cases)[number] => [
    `the sysctl for a port of ${prop}`,
    { [prop]: { proxy: { image, ports: [{ containerPort: 80 }] } } },
    [[[...podSpec, 'securityContext', 'sysctls', 0, 'value'], '0']],
  ]),
  [
    'the sysctl for a further port of the container',
    { container: { ports: [{ containerPort: 8080 }, { containerPort: 443 }] } },
    [[[...podSpec, 'securityContext', 'sysctls', 0, 'value'], '0']],
  ],
  [
    'a volume "tmp" of the props in place of its own',
    { pod: { volumes: [{ name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('1Gi') } }] } },
    [
      [[...podSpec, 'volumes'], [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }]],
      [[...container, 'volumeMounts'], [{ name: 'tmp', mountPath: '/tmp' }]],
    ],
  ],
  [
    'a mount of the props at /tmp in place of its own, in that container alone',
    {
      pod: { volumes: [{ name: 'data', emptyDir: {} }] },
      container: { volumeMounts: [{ name: 'data', mountPath: '/tmp/' }] },
      sidecars: { log: { image, volumeMounts: [{ name: 'data', mountPath: '/tmp/log' }] } },
    },
    [
      [[...container, 'volumeMounts'], [{ name: 'data', mountPath: '/tmp/' }]],
      [
        [...podSpec, 'containers', { name: 'log' }, 'volumeMounts'],
        [
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'data', mountPath: '/tmp/log' },
        ],
      ],
    ],
  ],
  [
    'annotations of the pods alone',
    { podAnnotations: { 'prometheus.io/scrape': 'true' } },
    [
      [['Deployment', 'spec', 'template', 'metadata', 'annotations'], { 'prometheus.io/scrape': 'true' }],
      [annotations, undefined],
    ],
  ],
  [
    'every field of the container, over the defaults',
    {
      container: {
        env: [{ name: 'A', value: '1' }],
        resources: cpu,
        imagePullPolicy: 'Always',
        securityContext: { readOnlyRootFilesystem: false },
      },
    },
    [
      [[...container, 'env'], [{ name: 'A', value: '1' }]],
      [[...container, 'resources', 'requests', 'cpu'], '50m'],
      [[...container, 'imagePullPolicy'], 'Always'],
      [[...container, 'securityContext', 'readOnlyRootFilesystem'], false],
      [[...container, 'securityContext', 'allowPrivilegeEscalation'], false],
      [[...container, 'ports'], [{ containerPort: 8080 }]],
    ],
  ],
  [
    'fields of the Deployment',
    { deployment: { strategy: { type: 'Recreate' } } },
    [[['Deployment', 'spec', 'strategy'], { type: 'Recreate' }]],
  ],
  ['fields of the Service', { service: { type: 'LoadBalancer' } }, [[['Service', 'spec', 'type'], 'LoadBalancer']]],
  [
    'ports of the Service in place of its own, and an Ingress to the first',
    { service: { ports: [{ port: 8443 }] }, ingress: alb() },
    [
      [['Service', 'spec', 'ports'], [{ port: 8443 }]],
      [[...paths, 'backend', 'service', 'port'], { number: 8443 }],
    ],
  ],
  [
    'an Ingress to the port called http where there are several',
    {
      service: {
        ports: [
          { name: 'metrics', port: 9090 },
          { name: 'http', port: 80 },
        ],
      },
      ingress: alb(),
    },
    [[[...paths, 'backend', 'service', 'port'], { name: 'http' }]],
  ],
  [
    'path and certificates of the Ingress',
    { ingress: alb(), path: '/api', tls: [{ hosts: ['web.example.com'], secretName: 'web-tls' }] },
    [
      [[...paths, 'path'], '/api'],
      [['Ingress', 'spec', 'tls'], [{ hosts: ['web.example.com'], secretName: 'web-tls' }]],
    ],
  ],
  [
    'the image',
    {},
    [
      [[...container, 'image'], 'nginx:1.27'],
      [[...container, 'imagePullPolicy'], 'IfNotPresent'],
    ],
  ],
  [
    'repository and tag of a chart',
    { image: { repository: 'r/web', tag: '2' } },
    [
      [[...container, 'image'], 'r/web:2'],
      [annotations, undefined],
    ],
  ],
  [
    'no Flux annotations on pinned images alone',
    { sidecars: { proxy: { image: pinned('envoy:1') } } },
    [[annotations, undefined]],
  ],
  ['an automated image', { image: automated('nginx', { initial: '1' }) }, [[annotations, { 'fluxcd.io/automated': 'true' }]]],
  [
    'an automated image with a filter',
    { image: automated('nginx', { initial: '1.0', filter: semver('~1.0') }) },
    [[annotations, { 'fluxcd.io/automated': 'true', 'fluxcd.io/tag.web': 'semver:~1.0' }]],
  ],
  [
    'a filter for each container of an automated object, init containers included',
    {
      image: automated('nginx', { initial: '1.0' }),
      sidecars: {
        proxy: { image: pinned('envoy:1.31.0') },
        log: { image: automated('log', { initial: 'v1', filter: glob('v*') }) },
      },
      initContainers: { migrate: { image: pinned('migrate:7') } },
    },
    [
      [
        annotations,
        {
          'fluxcd.io/automated': 'true',
          'fluxcd.io/tag.web': 'glob:*',
          'fluxcd.io/tag.proxy': 'glob:1.31.0',
          'fluxcd.io/tag.log': 'glob:v*',
          'fluxcd.io/tag.migrate': 'glob:7',
        },
      ],
      [[...podSpec, 'containers', 1, 'name'], 'proxy'],
      [
        [...podSpec, 'initContainers', 0],
        {
          name: 'migrate',
          image: 'migrate:7',
          imagePullPolicy: 'IfNotPresent',
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ],
    ],
  ],
  [
    'an automated sidecar beside a pinned image',
    { sidecars: { log: { image: automated('log', { initial: 'v1' }) } } },
    [[annotations, { 'fluxcd.io/automated': 'true', 'fluxcd.io/tag.web': 'glob:1.27', 'fluxcd.io/tag.log': 'glob:*' }]],
  ],
];

/** Props that TypeScript refuses as well. */
const refused: readonly (readonly [props: object, message: string])[] = [
  [{ port: 0 }, 'port: expected a port from 1 to 65535, got the number 0'],
  [{ port: '80' }, 'port: expected a port from 1 to 65535, got the string "80"'],
  [{ replicas: 1.5 }, 'replicas: expected a whole number from 0 to 10000, got the number 1.5'],
  [{ replica: 1 }, 'replica: there is no prop "replica"'],
  [{ image: 'nginx:1.27' }, 'image: expected an image'],
  [{ ingress: 'alb' }, 'ingress: expected a controller such as alb({ ... }), got the string "alb"'],
  [{ labels: { team: 1 } }, 'labels.team: expected a string, got the number 1'],
  [{ sidecars: { proxy: { image: 'envoy:1' } } }, 'sidecars.proxy: expected a container with an image'],
  [{ path: 'api' }, 'path: expected a path that begins with "/"'],
  [{ tls: [{ secret: 'web' }] }, 'tls[0].secret: there is no prop "secret"'],
  [{ sidecars: { web: { image } } }, 'sidecars.web: the main container is called "web" already'],
  [{ initContainers: { web: { image } } }, 'initContainers.web: the main container is called "web" already'],
  [{ sidecars: { a: { image } }, initContainers: { a: { image } } }, 'initContainers.a: one of sidecars is called "a" already'],
];

describe('WebService', () => {
  it.each(cases)('makes %s', (_, props, fields) => {
    const objects = made(props);
    expect(fields.map(([path]) => [path, valueAt(objects, path)])).toEqual(fields.map(([path, value]) => [path, value]));
  });

  it.each(refused)('refuses %j', (props, message) => {
    let thrown: unknown;
    try {
      made(props);
    } catch (error) {
      thrown = error;
    }
    expect(isPropsError(thrown) && thrown.message).toContain(`WebService: ${message}`);
  });

  it('names nothing after its place in the tree, because a selector cannot change', () => {
    const chart = Testing.chart();
    new WebService(new ApiObject(chart, 'outer', { apiVersion: 'v1', kind: 'ConfigMap' }), 'web', { image, port: 8080 });
    const names = chart.node
      .findAll()
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
      .map(({ name }) => name);
    expect(names.slice(1)).toEqual(['web-deployment', 'web-service']);
  });
});
