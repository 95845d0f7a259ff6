import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a peer',
    object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { ingress: [{ from: [{}] }] } }),
    [
      'K8S039 spec.ingress[0].from[0]: the peer selects nothing — set podSelector, namespaceSelector or ipBlock; {} selects everything',
    ],
  ],
  [
    'a block',
    object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0' } }] }] } }),
    ['K8S039 spec.egress[0].to[0].ipBlock.cidr: "10.0.0.0" is no block of IP addresses — write one such as 10.0.0.0/8'],
  ],
  [
    'an exception',
    object('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] }] },
    }),
    ['K8S039 spec.egress[0].to[0].ipBlock.except[0]: "11.0.0.0/16" is not within "10.0.0.0/8"'],
  ],
  [
    'a range of ports',
    object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { ingress: [{ ports: [{ port: 90, endPort: 80 }] }] } }),
    ['K8S039 spec.ingress[0].ports[0].endPort: endPort 80 is less than port 90'],
  ],
  [
    'block and selector',
    object('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: { ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: '::/0' } }] }] },
    }),
    ['K8S039 spec.ingress[0].from[0]: the peer has both ipBlock and podSelector — write two peers'],
  ],
];

describe('invalid-network-policy', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
