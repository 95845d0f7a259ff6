import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import schemas133 from '../../schemas/1.33.json';
import { findings, pod } from '../fixtures';
import { KubernetesSchemas } from '../schema/kubernetes-schemas';

const search = (...searches: readonly string[]): Manifest => pod({ dnsConfig: { searches: [...searches] } });

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
  ['search domains', search('shop.svc.cluster.local', 'example.com.'), []],
  [
    'a search domain',
    search('example.com', 'my_zone.local'),
    [
      'K8S027 spec.template.spec.dnsConfig.searches[1]: "my_zone.local" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
    ],
  ],
  [
    'the root',
    search('.'),
    [
      'K8S027 spec.template.spec.dnsConfig.searches[0]: "." must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
    ],
  ],
  [
    'too many search domains to send',
    search(...Array.from({ length: 11 }, () => `${'a'.repeat(190)}.example.com`)),
    ['K8S027 spec.template.spec.dnsConfig.searches: at most 2048 characters of search domains, not 2232'],
  ],
];

describe('invalid-pod', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });

  it('takes underscores and the root in search domains since 1.33', () => {
    const later = { schemas: KubernetesSchemas.parse(schemas133) };
    expect(findings(search('my_zone.local', '_srv.local', '.'), later)).toEqual([]);
    expect(findings(search('my zone'), later)).toHaveLength(1);
  });
});
