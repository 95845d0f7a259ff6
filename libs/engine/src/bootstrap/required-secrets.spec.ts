import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { jenkinsRelease } from './required-secrets';

function release(controller: JsonObject, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'helm.fluxcd.io/v1',
    kind: 'HelmRelease',
    metadata: { name: 'ci', namespace: 'ci' },
    spec: { chart: { repository: 'https://charts.jenkins.io', name: 'jenkins', version: '1' }, values: { controller }, ...spec },
  };
}

const github = [
  { name: 'github', keyName: 'token' },
  { name: 'github', keyName: 'webhook' },
];

describe('the release of Jenkins', () => {
  it.each<[string, Manifest, unknown]>([
    ['asks for nothing', release({}), []],
    [
      'names an admin by the keys of the chart',
      release({ admin: { existingSecret: 'admin' } }),
      [{ namespace: 'ci', name: 'admin', keys: ['jenkins-admin-user', 'jenkins-admin-password'] }],
    ],
    [
      'names keys of its own',
      release({ admin: { existingSecret: 'admin', userKey: 'user', passwordKey: 'password' } }),
      [{ namespace: 'ci', name: 'admin', keys: ['user', 'password'] }],
    ],
    [
      'reads keys of further Secrets, one Secret once',
      release({ additionalExistingSecrets: [...github, ...github, { name: 'other', keyName: 'a' }] }),
      [
        { namespace: 'ci', name: 'github', keys: ['token', 'webhook'] },
        { namespace: 'ci', name: 'other', keys: ['a'] },
      ],
    ],
    [
      'installs into another namespace',
      release({ additionalExistingSecrets: [{ name: 'other', keyName: 'a' }] }, { targetNamespace: 'jenkins' }),
      [{ namespace: 'jenkins', name: 'other', keys: ['a'] }],
    ],
  ])('%s', (_, manifest, secrets) => {
    expect(jenkinsRelease([manifest])?.secrets).toEqual(secrets);
  });

  it.each<[JsonObject, string | undefined, string]>([
    [{}, undefined, 'http'],
    [{ hostName: 'ci.example.com' }, 'ci.example.com', 'http'],
    [{ annotations: { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws-cn:acm:x' } }, undefined, 'https'],
  ])('is reached, with the ingress %j, at %s by %s', (ingress, host, scheme) => {
    expect(jenkinsRelease([release({ ingress })])).toMatchObject({ scheme, ...(host !== undefined && { host }) });
  });

  it('signs webhooks only with a key of that name', () => {
    expect(jenkinsRelease([release({ additionalExistingSecrets: github })])?.webhook).toEqual({
      secret: 'github',
      key: 'webhook',
    });
    expect(jenkinsRelease([release({ admin: { existingSecret: 'admin' } })])?.webhook).toBeUndefined();
  });

  it('is none where another chart is released', () => {
    const other = release({}, { chart: { repository: 'https://charts.example.com', name: 'nexus', version: '1' } });
    expect(jenkinsRelease([other, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'jenkins' } }])).toBeUndefined();
  });
});
