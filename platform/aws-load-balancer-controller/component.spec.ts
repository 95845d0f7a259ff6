import { expectGolden, render } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { awsLoadBalancerController } from './component';

const roleArn = 'arn:aws-cn:iam::123456789012:role/gitops-cicd-load-balancer';
const release = 'releases/aws-load-balancer-controller.yaml';

describe('aws-load-balancer-controller', () => {
  it('makes the manifests in golden/', async () => {
    await expectGolden(render(awsLoadBalancerController({ namespace: 'kube-system', roleArn })), import.meta.dirname);
  });

  it.each([
    ['cn-north-1', '918309763551.dkr.ecr.cn-north-1.amazonaws.com.cn/amazon/aws-load-balancer-controller', 'aws-cn'],
    ['cn-northwest-1', '961992271922.dkr.ecr.cn-northwest-1.amazonaws.com.cn/amazon/aws-load-balancer-controller', 'aws-cn'],
    ['eu-central-1', 'public.ecr.aws/eks/aws-load-balancer-controller', 'aws'],
    ['us-gov-west-1', 'public.ecr.aws/eks/aws-load-balancer-controller', 'aws-us-gov'],
  ])('pulls its image in %s from %s', (region, repository, partition) => {
    const placed = awsLoadBalancerController({
      namespace: 'kube-system',
      roleArn: `arn:${partition}:iam::123456789012:role/load-balancer`,
    });
    const { files, diagnostics } = render(placed, { aws: { account: '123456789012', region } });
    expect(diagnostics).toEqual([]);
    expect(files[release]?.replaceAll(/\s+/g, ' ')).toContain(` repository: ${repository} `);
    expect(files[release]?.includes('enableShield: false')).toBe(partition === 'aws-cn');
  });

  it('lets the placement have the last word on any value', () => {
    const placed = awsLoadBalancerController({
      namespace: 'kube-system',
      roleArn,
      vpcId: 'vpc-0a1b2c3d',
      values: { enableWafv2: true, podDisruptionBudget: { minAvailable: 1 }, logLevel: 'debug' },
    });
    const { files } = render(placed);
    expect(files[release]).toMatch(/enableWafv2: true\n/);
    expect(files[release]).toMatch(/podDisruptionBudget:\n +maxUnavailable: 1\n +minAvailable: 1\n/);
    expect(files[release]).toMatch(/vpcId: vpc-0a1b2c3d\n/);
  });

  it('assumes the role that the cluster declares for its service account', () => {
    const account = { namespace: 'kube-system', name: 'aws-load-balancer-controller' };
    const eks = {
      nodeGroups: [{ name: 'workers', instanceType: 't3.medium', min: 1, max: 2 }],
      serviceAccounts: [{ ...account, wellKnownPolicies: ['awsLoadBalancerController' as const] }],
    };
    const placed = awsLoadBalancerController({ namespace: 'kube-system' });
    expect(render(placed, { eks }).files[release]).toContain(
      'role-arn: arn:aws-cn:iam::123456789012:role/test-kube-system-aws-load-balancer-controller\n',
    );
    expect(render(placed).files[release]).not.toContain('role-arn');
  });

  it.each<[string, object, string]>([
    [
      'a misspelt value',
      { values: { enableShild: false } },
      'prop values: there is no prop "enableShild" — did you mean "enableShield"?',
    ],
    [
      'a misspelt value further down',
      { values: { serviceMonitor: { enable: true } } },
      'prop values.serviceMonitor: there is no prop "enable" — did you mean "enabled"?',
    ],
    [
      'a value of another type',
      { values: { replicaCount: '3' } },
      'prop values.replicaCount: expected a number, got the string "3" — write it without quotes: 3',
    ],
    [
      'a role of another partition',
      { roleArn: 'arn:aws:iam::123456789012:role/lb' },
      'prop roleArn: the role is in the partition "aws", but the cluster\'s region cn-north-1 is in "aws-cn" — name a role that begins with "arn:aws-cn:iam::"',
    ],
    [
      'no ARN',
      { roleArn: 'load-balancer' },
      'prop roleArn: expected the ARN of an IAM role, such as "arn:aws:iam::123456789012:role/gitops-flux", got the string "load-balancer" — undefined',
    ],
    [
      'no VPC',
      { vpcId: 'main' },
      'prop vpcId: expected the id of a VPC, such as "vpc-0a1b2c3d", got the string "main" — undefined',
    ],
  ])('refuses %s', (_title, props, expected) => {
    const { diagnostics } = render(awsLoadBalancerController({ namespace: 'kube-system', ...props } as never));
    expect(diagnostics.map(({ code, message, help }) => `${code} ${message} — ${String(help)}`)).toEqual([
      `SCH010 aws-load-balancer-controller, ${expected}`,
    ]);
  });
});
