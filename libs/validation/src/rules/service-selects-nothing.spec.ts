import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, service } from '../fixtures';

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
];

describe('service-selects-nothing', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
