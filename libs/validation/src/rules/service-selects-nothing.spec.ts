import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, object, service } from '../fixtures';

const extraKinds = [
  { apiVersion: 'helm.fluxcd.io/v1', kind: 'HelmRelease', scope: 'Namespaced', schema: {} },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', scope: 'Namespaced', schema: {} },
] as const;

function release(targetNamespace = 'shop'): Manifest {
  return object('helm.fluxcd.io/v1', 'HelmRelease', { spec: { targetNamespace } });
}

function rollout(): Manifest {
  return { ...deployment(), apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
}

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a typing error',
    [deployment(), service({ selector: { app: 'wbe' } })],
    [
      'K8S011 spec.selector: no workload in namespace "shop" has pods with app=wbe — write the labels that the workload has in spec.template.metadata.labels',
    ],
  ],
  [
    'one of two labels',
    [deployment(), service({ selector: { app: 'web', tier: 'front' } })],
    [
      'K8S011 spec.selector: no workload in namespace "shop" has pods with app=web, tier=front — write the labels that the workload has in spec.template.metadata.labels',
    ],
  ],
  [
    'another namespace',
    [{ ...deployment(), metadata: { name: 'web', namespace: 'default' } }, service()],
    [
      'K8S011 spec.selector: no workload in namespace "shop" has pods with app=web — write the labels that the workload has in spec.template.metadata.labels',
    ],
  ],
  ['no selector', service({ selector: null, ports: [{ port: 80 }] }), []],
  ['ExternalName', service({ type: 'ExternalName', externalName: 'example.com' }), []],
  ['found', [deployment(), service()], []],
  ['pods that a Helm chart may make', [service(), release()], []],
  [
    'a chart for another namespace',
    [service(), release('other')],
    [
      'K8S011 spec.selector: no workload in namespace "shop" has pods with app=web — write the labels that the workload has in spec.template.metadata.labels',
    ],
  ],
  ['pods of a custom kind', [rollout(), service()], []],
];

describe('service-selects-nothing', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests, { extraKinds })).toEqual(expected);
  });
});
