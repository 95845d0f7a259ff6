import { describe, expect, it } from 'vitest';
import { ecrHost, lifecyclePolicy, RegistryRepository } from './registry';

describe('a repository of the cluster’s registry', () => {
  it('keeps 200 images, and those without a tag for a week', () => {
    expect(lifecyclePolicy(RegistryRepository.parse({ name: 'gitops-app-demo' }))).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: 'Untagged images go after 7 days',
          selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
          action: { type: 'expire' },
        },
        {
          rulePriority: 2,
          description: 'The last 200 images stay',
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 200 },
          action: { type: 'expire' },
        },
      ],
    });
  });

  it('keeps what it is told to', () => {
    const { rules } = lifecyclePolicy(RegistryRepository.parse({ name: 'team/web', keep: 30, untaggedDays: 1 }));
    expect(rules.map(({ selection }) => selection['countNumber'])).toEqual([1, 30]);
  });

  it.each([
    { name: 'a' },
    { name: 'Web' },
    { name: 'web/' },
    { name: 'web:1' },
    { name: 'a'.repeat(257) },
    { name: 'web', keep: 0 },
    { name: 'web', keep: 1001 },
    { name: 'web', untaggedDays: 0 },
    { name: 'web', mutable: true },
  ])('is refused as %j', (facts) => {
    expect(RegistryRepository.safeParse(facts).success).toBe(false);
  });
});

it.each([
  ['cn-north-1', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ['eu-west-1', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
])('the registry in %s is %s', (region, host) => {
  expect(ecrHost({ account: '123456789012', region })).toBe(host);
});
