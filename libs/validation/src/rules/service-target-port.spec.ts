import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, deployment, findings, service } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'misspelt',
    [deployment(), service({ ports: [{ port: 80, targetPort: 'htpp' }] })],
    ['K8S013 spec.ports[0].targetPort: no container that the Service selects has a port named "htpp" — did you mean "http"?'],
  ],
  [
    'another name',
    [deployment(), service({ ports: [{ port: 80, targetPort: 'grpc' }] })],
    ['K8S013 spec.ports[0].targetPort: no container that the Service selects has a port named "grpc" — the ports there are http'],
  ],
  [
    'no names at all',
    [container({ ports: null }), service()],
    [
      'K8S013 spec.ports[0].targetPort: no container that the Service selects has a port named "http" — name a port of the container, or write its number',
    ],
  ],
  ['a number is fine', [deployment(), service({ ports: [{ port: 80, targetPort: 9999 }] })], []],
];

describe('service-target-port', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
