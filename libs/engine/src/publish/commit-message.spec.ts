import { describe, expect, it } from 'vitest';
import { commitMessage } from './commit-message';
import type { PlannedChange } from './plan-types';

const change = (kind: PlannedChange['kind'], path: string): PlannedChange => ({ kind, path, what: `ConfigMap shop/${path}` });
const [add, edit, move, remove] = [change('add', 'a'), change('change', 'b'), change('move', 'c'), change('remove', 'd')];

describe('the subject of a publish', () => {
  const subjects: readonly (readonly [changes: readonly PlannedChange[], subject: string])[] = [
    [[], 'Record what is published of prod'],
    [[add], 'Add ConfigMap shop/a'],
    [[remove], 'Remove ConfigMap shop/d'],
    [[add, add], 'Publish prod: 2 new'],
    [[remove, add, edit, move, edit], 'Publish prod: 1 new, 2 changed, 1 moved, 1 removed'],
  ];
  it.each(subjects)('of %j', (changes, subject) => {
    const inventory = { version: 1, cluster: 'prod', source: '', files: {} } as const;
    const plan = { writes: new Map(), deletes: [], inventory, changed: true, changes, carried: [], diagnostics: [], lacks: [] };
    expect(commitMessage(plan).split('\n')[0]).toBe(subject);
  });
});
