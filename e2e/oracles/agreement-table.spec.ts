import { describe, expect, it } from 'vitest';
import { agreementTable, type Judged } from './agreement-table';

const accepted = { verdict: 'accepted' } as const;
const refused = { verdict: 'refused', reason: 'Required value' } as const;
const unjudged = { verdict: 'unjudged', reason: 'quota' } as const;
const found = { reason: 'SCH003 missing', onPurpose: false };
const stricter = { reason: 'K8S011 selects nothing', onPurpose: true };

function judged(what: string, theirs: Judged['theirs'], ours?: Judged['ours'], mutation: Judged['mutation'] = 'removed'): Judged {
  return { mutation, what, theirs, ours };
}

describe('agreementTable', () => {
  it('counts by mutation, and lists each disagreement once', () => {
    const { lines } = agreementTable([
      judged('a', accepted),
      judged('b', refused, found),
      judged('c', refused),
      judged('c', refused),
      judged('d', accepted, found),
      judged('e', accepted, stricter),
      judged('f', refused, stricter),
      judged('g', unjudged, found),
      judged('h', refused, found, 'emptied'),
    ]);
    expect(lines).toEqual([
      'mutation  judged  both take  both refuse  only the server refuses  only we refuse  on purpose',
      'emptied        1          0            1                        0               0           0',
      'removed        7          1            2                        2               1           1',
      'all            8          1            3                        2               1           1',
      'of what any of the two refuses, both refuse 50.0 %; not judged: 1',
      'only the server refuses:',
      '  c: Required value',
      'only we refuse:',
      '  d: SCH003 missing',
    ]);
  });

  it.each([
    ['nothing is refused', [judged('a', accepted)], 100],
    ['all is refused by both', [judged('a', refused, found)], 100],
    ['only what is on purpose differs', [judged('a', accepted, stricter), judged('b', refused, found)], 100],
    ['the server alone refuses', [judged('a', refused)], 0],
    ['we alone refuse one of two', [judged('a', accepted, found), judged('b', refused, found)], 50],
  ])('agreement where %s', (_, all, agreement) => {
    expect(agreementTable(all).agreement).toBe(agreement);
  });

  it('says how many disagreements it leaves out', () => {
    const { lines } = agreementTable(Array.from({ length: 30 }, (_, index) => judged(`case ${String(index)}`, refused)));
    expect(lines.slice(-2)).toEqual(['  case 24: Required value', '  and 5 more']);
  });
});
