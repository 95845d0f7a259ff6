import { describe, expect, it } from 'vitest';
import { ecr, ecrRepositoryUri } from './ecr';
import { eksImageAccount } from './eks-images';
import { regions } from './region';

describe('eksImageAccount', () => {
  it.each([
    ['cn-north-1', '918309763551'],
    ['cn-northwest-1', '961992271922'],
    ['us-gov-west-1', '013241004608'],
    ['us-east-1', '602401143452'],
    ['me-south-1', '558608220178'],
  ])('%s is %s', (region, account) => {
    expect(eksImageAccount(region)).toBe(account);
  });

  it('is an account in every region', () => {
    expect(regions.filter((region) => !/^\d{12}$/.test(eksImageAccount(region)))).toEqual([]);
  });

  it('gives the pattern that the seed excludes from scanning', () => {
    const aws = { account: '123456789012', region: 'cn-north-1' };
    expect(ecrRepositoryUri(ecr('*', { account: eksImageAccount(aws.region) }), aws)).toBe(
      '918309763551.dkr.ecr.cn-north-1.amazonaws.com.cn/*',
    );
  });
});
