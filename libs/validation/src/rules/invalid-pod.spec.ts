import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a host name',
    pod({ hostname: 'a.b' }),
    [
      'K8S027 spec.template.spec.hostname: "a.b" must be lower-case letters, digits and "-", and begin and end with a letter or digit',
    ],
  ],
  [
    'no nameserver',
    pod({ dnsPolicy: 'None' }),
    ['K8S027 spec.template.spec.dnsPolicy: dnsPolicy "None" needs a nameserver — set dnsConfig.nameservers'],
  ],
  [
    'a nameserver',
    pod({ dnsConfig: { nameservers: ['dns.example.com'] } }),
    ['K8S027 spec.template.spec.dnsConfig.nameservers[0]: "dns.example.com" is no IP address'],
  ],
  [
    'an alias',
    pod({ hostAliases: [{ ip: '300.0.0.1', hostnames: ['A'] }] }),
    [
      'K8S027 spec.template.spec.hostAliases[0].hostnames[0]: "A" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
      'K8S027 spec.template.spec.hostAliases[0].ip: "300.0.0.1" is no IP address',
    ],
  ],
  [
    'no containers',
    pod({ containers: [] }),
    ['SCH003 spec.template.spec: missing field "containers" — add "containers" to "spec"'],
  ],
  [
    'a restart policy',
    pod({ restartPolicy: 'always' }),
    ['SCH005 spec.template.spec.restartPolicy: "always" must be one of "Always", "OnFailure", "Never" — did you mean "Always"?'],
  ],
];

describe('invalid-pod', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
