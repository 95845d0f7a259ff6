import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { EksFacts } from './eks';
import { eksctlConfig, serviceAccountRoleArn, type EksctlConfig } from './eksctl-config';

const account = '123456789012';
const group = { name: 'gitops-workers', instanceType: 't3.medium', min: 1, max: 2 };
const workers = { ...group, desired: 2, sshKey: 'ops' };
const fluxAccount = { namespace: 'gitops-flux', name: 'flux', awsPolicies: ['AmazonEC2ContainerRegistryReadOnly'] };
const config = (eks: z.input<typeof EksFacts>, region = 'cn-north-1'): EksctlConfig | undefined =>
  eksctlConfig({ name: 'gitops-cicd', kubernetes: '1.35', aws: { account, region }, eks: EksFacts.parse(eks) });

describe('eksctl’s ClusterConfig', () => {
  it('is the seed’s cluster', () => {
    expect(config({ nodeGroups: [workers] })).toEqual({
      apiVersion: 'eksctl.io/v1alpha5',
      kind: 'ClusterConfig',
      metadata: { name: 'gitops-cicd', region: 'cn-north-1', version: '1.35' },
      iam: { withOIDC: true },
      managedNodeGroups: [
        {
          name: 'gitops-workers',
          instanceType: 't3.medium',
          minSize: 1,
          maxSize: 2,
          desiredCapacity: 2,
          volumeSize: 80,
          volumeEncrypted: true,
          disableIMDSv1: true,
          privateNetworking: true,
          ssh: { allow: true, publicKeyName: 'ops' },
        },
      ],
    });
  });

  it('lets nobody log in unless a key is named, and starts with the least number of nodes', () => {
    expect(config({ nodeGroups: [group] })?.managedNodeGroups[0]).toMatchObject({ desiredCapacity: 1 });
    expect(config({ nodeGroups: [group] })?.managedNodeGroups[0]).not.toHaveProperty('ssh');
  });

  it.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eu-central-1', 'aws'],
  ])('in %s names policies and roles of the partition %s', (region, partition) => {
    const own = { namespace: 'ci', name: 'agent', accountPolicies: ['ci/push'], wellKnownPolicies: ['imageBuilder' as const] };
    const facts = { nodeGroups: [workers], serviceAccounts: [fluxAccount, own] };
    expect(config(facts, region)?.iam.serviceAccounts).toEqual([
      {
        metadata: { name: 'flux', namespace: 'gitops-flux' },
        roleName: 'gitops-cicd-gitops-flux-flux',
        roleOnly: true,
        attachPolicyARNs: [`arn:${partition}:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly`],
      },
      {
        metadata: { name: 'agent', namespace: 'ci' },
        roleName: 'gitops-cicd-ci-agent',
        roleOnly: true,
        wellKnownPolicies: { imageBuilder: true },
        attachPolicyARNs: [`arn:${partition}:iam::${account}:policy/ci/push`],
      },
    ]);
    expect(serviceAccountRoleArn({ name: 'gitops-cicd', aws: { account, region } }, fluxAccount)).toBe(
      `arn:${partition}:iam::${account}:role/gitops-cicd-gitops-flux-flux`,
    );
  });

  it('installs add-ons with their policies and their configuration', () => {
    const addons = [
      { name: 'aws-ebs-csi-driver', wellKnownPolicies: ['ebsCSIController' as const] },
      { name: 'vpc-cni', configuration: { enableNetworkPolicy: 'true' } },
      { name: 'metrics-server' },
    ];
    expect(config({ nodeGroups: [workers], addons })?.addons).toEqual([
      { name: 'aws-ebs-csi-driver', wellKnownPolicies: { ebsCSIController: true } },
      { name: 'vpc-cni', configurationValues: '{"enableNetworkPolicy":"true"}' },
      { name: 'metrics-server' },
    ]);
  });

  it('keeps long role names within IAM’s limit, and apart', () => {
    const named = (name: string): string =>
      serviceAccountRoleArn(
        { name: 'c'.repeat(40), aws: { account, region: 'cn-north-1' } },
        { namespace: 'n'.repeat(40), name },
      );
    const roles = ['a', 'b'].map((name) => named(name).split('/')[1] ?? '');
    expect(roles.map(({ length }) => length)).toEqual([64, 64]);
    expect(roles[0]).not.toBe(roles[1]);
    expect(named('a')).toBe(named('a'));
  });

  it('is none for a cluster that says nothing of EKS', () => {
    expect(eksctlConfig({ name: 'x', kubernetes: '1.35', aws: { account, region: 'cn-north-1' } })).toBeUndefined();
  });
});

describe('facts of EKS are refused', () => {
  it.each<[string, unknown]>([
    ['nodeGroups', { nodeGroups: [] }],
    ['nodeGroups.0.instanceType', { nodeGroups: [{ ...workers, instanceType: 'medium' }] }],
    ['nodeGroups.0.min', { nodeGroups: [{ ...workers, min: 3 }] }],
    ['nodeGroups.0.desired', { nodeGroups: [{ ...workers, desired: 3 }] }],
    ['nodeGroups.0.max', { nodeGroups: [{ ...workers, min: 0, desired: 0, max: 0 }] }],
    ['nodeGroups.0.volumeSize', { nodeGroups: [{ ...workers, volumeSize: 8 }] }],
    ['nodeGroups.0.sshKey', { nodeGroups: [{ ...workers, sshKey: 'ssh-rsa AAAA' }] }],
    ['nodeGroups.0', { nodeGroups: [{ ...workers, sshPublicKey: 'ops' }] }],
    ['serviceAccounts.0', { nodeGroups: [workers], serviceAccounts: [{ namespace: 'a', name: 'b' }] }],
    ['serviceAccounts.0.namespace', { nodeGroups: [workers], serviceAccounts: [{ ...fluxAccount, namespace: 'A' }] }],
    [
      'serviceAccounts.0.awsPolicies.0',
      { nodeGroups: [workers], serviceAccounts: [{ ...fluxAccount, awsPolicies: ['arn:aws:iam::aws:policy/X'] }] },
    ],
    [
      'serviceAccounts.0.wellKnownPolicies.0',
      { nodeGroups: [workers], serviceAccounts: [{ ...fluxAccount, wellKnownPolicies: ['imageBuilders'] }] },
    ],
    ['addons.0.name', { nodeGroups: [workers], addons: [{ name: 'AWS EBS' }] }],
  ])('%s', (path, facts) => {
    expect(EksFacts.safeParse(facts).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
