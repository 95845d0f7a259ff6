import { describe, expect, it } from 'vitest';
import { ecr, ecrRepositoryUri } from './ecr';
import { AwsFacts } from './props';
import { partitionOf, regions } from './region';

const cluster = { account: '123456789012', region: 'cn-north-1' };

describe('ecrRepositoryUri', () => {
  it.each([
    [ecr('web'), '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web'],
    [ecr('team/web'), '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/web'],
    [ecr('web', { region: 'cn-northwest-1' }), '123456789012.dkr.ecr.cn-northwest-1.amazonaws.com.cn/web'],
    [ecr('web', { account: '000000000001' }), '000000000001.dkr.ecr.cn-north-1.amazonaws.com.cn/web'],
    [ecr('web', { account: '210987654321', region: 'eu-west-1' }), '210987654321.dkr.ecr.eu-west-1.amazonaws.com/web'],
    [ecr('web', { region: 'us-gov-west-1' }), '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/web'],
  ])('%j is %s', (repository, uri) => {
    expect(ecrRepositoryUri(repository, cluster)).toBe(uri);
  });
});

describe('partitionOf', () => {
  it.each([
    ['cn-north-1', 'aws-cn'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-east-1', 'aws-us-gov'],
    ['us-east-1', 'aws'],
    ['ap-southeast-7', 'aws'],
    ['cn-north-2', undefined],
    ['', undefined],
  ])('of %s is %s', (region, partition) => {
    expect(partitionOf(region)?.name).toBe(partition);
  });

  it('knows every region once, and by its prefix', () => {
    expect(new Set(regions).size).toBe(regions.length);
    for (const region of regions) {
      const prefix = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
      expect([region, partitionOf(region)?.name]).toEqual([region, prefix]);
    }
  });
});

describe('AwsFacts', () => {
  it.each([
    [{ account: '123456789012', region: 'cn-north-1' }, true],
    [{ account: '000000000000', region: 'us-east-1' }, true],
    [{ account: '12345678901', region: 'cn-north-1' }, false],
    [{ account: '1234567890123', region: 'cn-north-1' }, false],
    [{ account: '12345678901x', region: 'cn-north-1' }, false],
    [{ account: 123_456_789_012, region: 'cn-north-1' }, false],
    [{ account: '123456789012', region: 'cn-north-9' }, false],
    [{ account: '123456789012' }, false],
    [{ account: '123456789012', region: 'cn-north-1', zone: 'a' }, false],
  ])('%j: %s', (facts, valid) => {
    expect(AwsFacts.safeParse(facts).success).toBe(valid);
  });
});
