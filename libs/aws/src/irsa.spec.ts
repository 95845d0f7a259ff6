import { describe, expect, it } from 'vitest';
import { EksFacts } from './eks';
import { RoleArn, roleAnnotations } from './irsa';

const china = { name: 'test', kubernetes: '1.35', aws: { account: '123456789012', region: 'cn-north-1' } };
const account = { namespace: 'gitops-flux', name: 'flux' };
const eks = EksFacts.parse({
  nodeGroups: [{ name: 'workers', instanceType: 't3.medium', min: 1, max: 2 }],
  serviceAccounts: [{ ...account, awsPolicies: ['AmazonEC2ContainerRegistryReadOnly'] }],
});
const role = 'arn:aws-cn:iam::123456789012:role/gitops-flux';

describe('RoleArn', () => {
  it.each([
    [role, true],
    ['arn:aws:iam::123456789012:role/path/to/name', true],
    ['arn:aws-us-gov:iam::123456789012:role/a+b=c,d.e@f-g', true],
    ['arn:aws:iam::123456789012:user/me', false],
    ['arn:aws:iam::1234:role/flux', false],
    ['arn:aws-iso:iam::123456789012:role/flux', false],
    ['arn:aws:iam::123456789012:role/', false],
    [`arn:aws:iam::123456789012:role/${'a'.repeat(65)}`, false],
    ['flux', false],
  ])('%s: %s', (arn, valid) => {
    expect(RoleArn.safeParse(arn).success).toBe(valid);
  });
});

describe('roleAnnotations', () => {
  it('is the annotation that EKS looks for', () => {
    expect(roleAnnotations('flux', china, account, role)).toEqual({ 'eks.amazonaws.com/role-arn': role });
  });

  it('is nothing without a role', () => {
    expect(roleAnnotations('flux', china, account)).toBeUndefined();
    expect(roleAnnotations('flux', { ...china, eks }, { ...account, name: 'other' })).toBeUndefined();
  });

  it('names the role that eksctl makes for the account', () => {
    const made = 'arn:aws-cn:iam::123456789012:role/test-gitops-flux-flux';
    expect(roleAnnotations('flux', { ...china, eks }, account)).toEqual({ 'eks.amazonaws.com/role-arn': made });
    expect(roleAnnotations('flux', { ...china, eks }, account, role)).toEqual({ 'eks.amazonaws.com/role-arn': role });
  });

  it('refuses a role of another partition', () => {
    expect(() => roleAnnotations('flux', china, account, 'arn:aws:iam::123456789012:role/flux')).toThrow(
      'flux: roleArn: the role is in the partition "aws", but the cluster\'s region cn-north-1 is in "aws-cn"',
    );
  });
});
