import { catalog } from '@gitops/diagnostics';
import { isManifest, type Json, type JsonObject, type Manifest } from '@gitops/manifest';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { container, cronJob, deployment, findings, ingress, job, object, schemas, service } from './fixtures';
import { validate } from './validate';

const crd = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
  metadata: { name: 'widgets.example.com', namespace: null },
  spec: {
    group: 'example.com',
    names: { kind: 'Widget', plural: 'widgets' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } },
      },
    ],
  },
});
const claim = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};
const samples: readonly Manifest[] = [
  container({
    env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'A', value: 'b' }] } },
    resources: { requests: { cpu: 1 }, limits: { cpu: 2 } },
    securityContext: { capabilities: { add: ['X'], drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
    volumeMounts: [{ name: 'a', mountPath: '/a' }],
  }),
  deployment(
    { strategy: { rollingUpdate: { maxSurge: 1 } } },
    { volumes: [{ name: 'a', secret: { secretName: 's' } }], hostAliases: [{ ip: '::1' }] },
  ),
  object('apps/v1', 'StatefulSet', { spec: { ...(deployment()['spec'] as JsonObject), volumeClaimTemplates: [claim] } }),
  service(),
  ingress({ tls: [{ hosts: ['a.b'] }] }),
  job({ podFailurePolicy: { rules: [{ action: 'Ignore', onExitCodes: { operator: 'In', values: [1] } }] } }),
  cronJob(),
  object('v1', 'Namespace', {
    metadata: { name: 'shop', namespace: null, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  }),
  object('v1', 'Secret', { data: { a: 'YQ==' }, type: 'Opaque' }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: {
      maxReplicas: 1,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 5 } } }],
    },
  }),
  object('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] },
  }),
  object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  crd,
  object('example.com/v1', 'Widget', { spec: {} }),
];

/** Every place in a value, deepest last. */
function places(value: Json, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  const children: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? [...(value as readonly Json[]).entries()]
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [path, ...children.flatMap(([key, child]) => places(child, [...path, key]))];
}

function replaced(value: Json, [first, ...rest]: readonly (string | number)[], by: Json): Json {
  if (first === undefined) return by;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => (index === first ? replaced(item, rest, by) : item));
  const object = value as JsonObject;
  return { ...object, [first]: replaced(object[first] ?? null, rest, by) };
}

const anyJson = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const odd = fc.constantFrom<Json>(
  null,
  '',
  0,
  -1,
  [],
  {},
  [null],
  [[]],
  [{}],
  'x',
  '..',
  '1',
  true,
  { name: 1 },
  { '': '' },
  1e300,
);

describe('validate', () => {
  it('throws on no manifest, and answers the same twice', () => {
    const mutated = fc
      .tuple(fc.nat(samples.length - 1), fc.nat(), fc.oneof(odd, anyJson))
      .map(([index, at, value]) => {
        const sample = samples[index] ?? crd;
        const paths = places(sample);
        return replaced(sample, paths[at % paths.length] ?? [], value);
      })
      .filter(isManifest);
    fc.assert(
      fc.property(fc.array(mutated, { minLength: 1, maxLength: 5 }), (manifests) => {
        const input = { manifests: [...manifests, ...samples], schemas, namespaces: ['shop'] };
        expect(validate(input)).toEqual(validate(input));
      }),
      { numRuns: 500 },
    );
  });

  it('finds an unknown field wherever it is added to an object that takes none', () => {
    const spec = places(deployment()).filter(
      (path) => path[0] === 'spec' && !path.includes('matchLabels') && !path.includes('labels'),
    );
    const objects = spec.filter((path) => {
      const value = path.reduce<Json | undefined>((at, key) => (at as Record<string | number, Json>)[key], deployment());
      return typeof value === 'object' && !Array.isArray(value);
    });
    expect(objects.length).toBeGreaterThan(4);
    for (const path of objects) {
      const broken = replaced(deployment(), [...path, 'noSuchField'], 'x') as Manifest;
      expect(findings(broken)).toEqual([expect.stringContaining('unknown field "noSuchField"')]);
    }
  });

  it('reports every bad manifest, in their order and then by path', () => {
    const bad = [
      container({ image: 'web', imagePullPolicy: 'x' }),
      object('v1', 'ConfigMap', { data: { 'b b': '', 'a a': '' } }),
    ];
    expect(findings(bad).map((finding) => finding.split(':')[0])).toEqual([
      'K8S051 spec.template.spec.containers[name=web].image',
      'SCH005 spec.template.spec.containers[name=web].imagePullPolicy',
      'K8S033 data["a a"]',
      'K8S033 data["b b"]',
    ]);
  });

  it('names the other object of two that clash', () => {
    const [first, second] = [object('v1', 'ConfigMap'), object('v1', 'ConfigMap')];
    const [finding] = validate({ manifests: [first, second], schemas, namespaces: ['shop'] });
    expect(finding?.manifest).toBe(second);
    expect(finding?.related).toBe(first);
  });

  it('has a rule for each entry of the catalog, under its name', () => {
    const files = new Set(readdirSync(new URL('rules', import.meta.url)));
    const entries: readonly (readonly [string, { readonly name: string }])[] = Object.entries(catalog);
    const missing = entries.filter(
      ([code, { name }]) => code.startsWith('K8S') && !(files.has(`${name}.ts`) && files.has(`${name}.spec.ts`)),
    );
    expect(missing).toEqual([]);
  });
});
