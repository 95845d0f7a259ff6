import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, service } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  ['no ports', [deployment(), service({ ports: null })], ['K8S012 spec: the Service has no ports — set spec.ports']],
  [
    'two ports without names',
    [deployment(), service({ ports: [{ port: 80 }, { port: 81 }] })],
    [
      'K8S012 spec.ports[0]: a Service with several ports must name each — set name, such as "http"',
      'K8S012 spec.ports[1]: a Service with several ports must name each — set name, such as "http"',
    ],
  ],
  [
    'one port twice',
    [
      deployment(),
      service({
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80, protocol: 'TCP' },
        ],
      }),
    ],
    ['SCH006 spec.ports[name=b]: another item has port 80 and protocol "TCP" already — rename or remove one of the two'],
  ],
  [
    'a port in quotes',
    [deployment(), service({ ports: [{ port: 80, targetPort: '8080' }] })],
    [
      'K8S012 spec.ports[0].targetPort: target port name "8080" must be lower-case letters, digits and single "-", with at least one letter — write it without quotes: 8080',
    ],
  ],
  [
    'a nodePort',
    [deployment(), service({ ports: [{ port: 80, nodePort: 30080 }] })],
    ['K8S012 spec.ports[0].nodePort: type "ClusterIP" takes no nodePort — remove nodePort, or write type: NodePort'],
  ],
  [
    'no external name',
    service({ type: 'ExternalName' }),
    ['K8S012 spec: type "ExternalName" needs an externalName — set spec.externalName'],
  ],
  [
    'a policy',
    [deployment(), service({ externalTrafficPolicy: 'Local' })],
    [
      'K8S012 spec.externalTrafficPolicy: type "ClusterIP" takes no externalTrafficPolicy — remove it, or write type: NodePort or LoadBalancer',
    ],
  ],
  [
    'a headless NodePort',
    [deployment(), service({ type: 'NodePort', clusterIP: 'None' })],
    ['K8S012 spec.clusterIP: type "NodePort" needs an address, and clusterIP is "None" — remove clusterIP'],
  ],
  [
    'ranges',
    [deployment(), service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/33'] })],
    ['K8S012 spec.loadBalancerSourceRanges[0]: "10.0.0.0/33" is no block of IP addresses such as 10.0.0.0/8'],
  ],
  ['headless without ports is fine', [deployment(), service({ clusterIP: 'None', ports: null })], []],
];

describe('invalid-service', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
