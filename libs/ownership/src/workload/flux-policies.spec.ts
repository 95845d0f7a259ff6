import { describe, expect, it } from 'vitest';
import { glob, regexp, semver } from '../filter';
import { deployment } from './manifest-fixture';
import { fluxPolicies, policyAnnotations } from './flux-policies';

const policies = (annotations: Readonly<Record<string, unknown>>) => fluxPolicies(deployment(annotations, {}));

describe('fluxPolicies', () => {
  it.each([
    [{}, false],
    [{ 'fluxcd.io/automated': 'true' }, true],
    [{ 'flux.weave.works/automated': 'true' }, true],
    [{ 'fluxcd.io/automated': true }, true],
    [{ 'fluxcd.io/automated': 'True' }, false],
    [{ 'fluxcd.io/automated': '' }, false],
    [{ 'fluxcd.io/automated': null }, false],
    [{ 'fluxcd.io/automated': ['true'] }, false],
    [{ 'filter.fluxcd.io/automated': 'true' }, false],
    [{ automated: 'true', 'x.fluxcd.io/automated': 'true', 'fluxcd.io/Automated': 'true' }, false],
  ])('%j is automated: %s', (annotations, automated) => {
    expect(policies(annotations).automated).toBe(automated);
  });

  it.each([
    [
      { 'fluxcd.io/locked': 'true', 'fluxcd.io/locked_user': 'Jane', 'fluxcd.io/locked_msg': 'why' },
      { locked: true, lockedUser: 'Jane', lockedMessage: 'why' },
    ],
    [{ 'flux.weave.works/locked': 'true' }, { locked: true, lockedUser: undefined }],
    [
      { 'fluxcd.io/locked': 'yes', 'fluxcd.io/locked_msg': 7 },
      { locked: false, lockedMessage: '7' },
    ],
    [{ 'fluxcd.io/ignore': 'true' }, { ignored: true }],
    [{ 'fluxcd.io/ignore': 'sync_only' }, { ignored: false }],
  ])('%j', (annotations, expected) => {
    expect(policies(annotations)).toMatchObject(expected);
  });

  it('reads filters by container, whichever prefix they have', () => {
    const { filters } = policies({
      'fluxcd.io/tag.web': 'semver:~1',
      'filter.fluxcd.io/proxy': 'regex:^v',
      'flux.weave.works/tag.old': 'master-*',
      'filter.fluxcd.io/bare': 5,
      'tag.fluxcd.io/alias': 'image.tag',
      'fluxcd.io/tagged': 'x',
    });
    expect([...filters]).toEqual([
      ['web', { key: 'fluxcd.io/tag.web', filter: semver('~1') }],
      ['old', { key: 'flux.weave.works/tag.old', filter: glob('master-*') }],
      ['proxy', { key: 'filter.fluxcd.io/proxy', filter: regexp('^v') }],
      ['bare', { key: 'filter.fluxcd.io/bare', filter: glob('5') }],
    ]);
  });

  it('prefers the newer prefix, where fluxd would take either', () => {
    const annotations = { 'filter.fluxcd.io/web': '3', 'flux.weave.works/tag.web': '2', 'fluxcd.io/tag.web': '1' };
    expect(policies(annotations).filters.get('web')).toEqual({ key: 'fluxcd.io/tag.web', filter: glob('1') });
    expect(policyAnnotations(deployment(annotations, {})).map(({ text }) => text)).toEqual(['1', '2', '3']);
  });

  it.each([['text'], [null], [[]], [7]])('takes annotations of %j for none', (annotations) => {
    const object = deployment({}, {});
    expect(policyAnnotations({ ...object, metadata: { ...object.metadata, annotations } })).toEqual([]);
  });
});
