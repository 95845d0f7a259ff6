import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, ingress, service } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  ['empty', ingress({ rules: null }), ['K8S015 spec: the Ingress has neither rules nor a defaultBackend — set spec.rules']],
  [
    'an address as host',
    [
      deployment(),
      service(),
      ingress({ defaultBackend: { service: { name: 'web', port: { number: 80 } } }, rules: [{ host: '10.0.0.1' }] }),
    ],
    ['K8S015 spec.rules[0].host: host "10.0.0.1" must be a name, not an address — remove host to match every one'],
  ],
  [
    'a wildcard',
    [deployment(), service(), ingress({ rules: [{ host: 'a.*.com' }] })],
    ['K8S015 spec.rules[0].host: "a.*.com" must have its "*" as the whole first part, as in *.example.com'],
  ],
  [
    'no path type',
    [
      deployment(),
      service(),
      ingress({ rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] }),
    ],
    ['SCH003 spec.rules[0].http.paths[0]: missing field "pathType" — add "pathType" to this item of "paths"'],
  ],
  [
    'a relative path',
    [
      deployment(),
      service(),
      ingress({
        rules: [
          { http: { paths: [{ path: 'x', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } },
        ],
      }),
    ],
    ['K8S015 spec.rules[0].http.paths[0].path: path "x" must begin with "/" — write path: "/x"'],
  ],
  [
    'no port',
    [deployment(), service(), ingress({ defaultBackend: { service: { name: 'web' } } })],
    ['K8S015 spec.defaultBackend.service: the backend has no port — set port.number or port.name, not both'],
  ],
  [
    'two ports',
    [
      deployment(),
      service({ ports: [{ name: 'http', port: 80 }] }),
      ingress({ defaultBackend: { service: { name: 'web', port: { name: 'http', number: 80 } } } }),
    ],
    ['K8S015 spec.defaultBackend.service: the backend’s port has both name and number — set port.number or port.name, not both'],
  ],
  [
    'the old form',
    [
      deployment(),
      service(),
      ingress({
        rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { serviceName: 'web', servicePort: 80 } }] } }],
      }),
    ],
    [
      'K8S015 spec.rules[0].http.paths[0].backend: the backend has neither service nor resource — set service: { name, port: { number } }',
      'SCH001 spec.rules[0].http.paths[0].backend.serviceName: unknown field "serviceName" — the fields here are resource, service',
      'SCH001 spec.rules[0].http.paths[0].backend.servicePort: unknown field "servicePort" — the fields here are resource, service',
    ],
  ],
];

describe('invalid-ingress', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
