import { describe, expect, it } from 'vitest';
import { isIpAddress, isStrictSubset, parseCidr } from './ip-address';

describe('isIpAddress', () => {
  it.each(['10.0.0.1', '010.0.0.1', '::', '::1', 'fe80::1', '2001:db8:0:0:0:0:0:1', '::ffff:10.0.0.1'])('%s', (text) => {
    expect(isIpAddress(text)).toBe(true);
  });

  it.each(['', '10.0.0', '256.0.0.1', 'a.b.c.d', ':::', '1::2::3', '2001:db8', '::10.0.0', '12345::'])('%s is none', (text) => {
    expect(isIpAddress(text)).toBe(false);
  });
});

describe('parseCidr', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/8', '10.1.2.3/8', '::/0', 'fd00::/8'])('%s', (text) => {
    expect(parseCidr(text)).toBeDefined();
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/', '/8', 'x/8'])('%s is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('isStrictSubset', () => {
  it.each([
    ['10.1.0.0/16', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['10.0.0.0/8', '10.1.0.0/16', false],
    ['11.0.0.0/16', '10.0.0.0/8', false],
    ['::/64', '10.0.0.0/8', false],
    ['fd00:1::/32', 'fd00::/8', true],
  ])('%s in %s', (inner, outer, expected) => {
    const blocks = [parseCidr(inner), parseCidr(outer)] as const;
    expect(blocks[0] !== undefined && blocks[1] !== undefined && isStrictSubset(blocks[0], blocks[1])).toBe(expected);
  });
});
