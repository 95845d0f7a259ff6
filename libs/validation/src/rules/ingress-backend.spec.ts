import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, ingress, object, service } from '../fixtures';

const extraKinds = [{ apiVersion: 'helm.fluxcd.io/v1', kind: 'HelmRelease', scope: 'Namespaced', schema: {} }] as const;

function release(targetNamespace = 'shop'): Manifest {
  return object('helm.fluxcd.io/v1', 'HelmRelease', { spec: { targetNamespace } });
}

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'no such Service',
    [deployment(), service(), ingress({ defaultBackend: { service: { name: 'wbe', port: { number: 80 } } } })],
    ['K8S014 spec.defaultBackend.service.name: there is no Service "wbe" in namespace "shop" — did you mean "web"?'],
  ],
  [
    'nothing like it',
    ingress(),
    [
      'K8S014 spec.rules[0].http.paths[0].backend.service.name: there is no Service "web" in namespace "shop" — name a Service of the same namespace, or add it',
    ],
  ],
  [
    'no such port',
    [deployment(), service(), ingress({ defaultBackend: { service: { name: 'web', port: { number: 8080 } } } })],
    ['K8S014 spec.defaultBackend.service.port.number: Service "web" has no port 8080 — its port number is 80'],
  ],
  [
    'no such port name',
    [
      deployment(),
      service({ ports: [{ name: 'http', port: 80 }] }),
      ingress({ defaultBackend: { service: { name: 'web', port: { name: 'https' } } } }),
    ],
    ['K8S014 spec.defaultBackend.service.port.name: Service "web" has no port named "https" — its port name is http'],
  ],
  ['a Service that a Helm chart may make', [ingress(), release()], []],
  [
    'an action of the load balancer',
    [
      deployment(),
      service(),
      ingress({ defaultBackend: { service: { name: 'ssl-redirect', port: { name: 'use-annotation' } } } }),
    ],
    [],
  ],
];

describe('ingress-backend', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests, { extraKinds })).toEqual(expected);
  });
});
