import { describe, expect, it } from 'vitest';
import { className, exportName, ProjectName } from './names';

describe('what code calls it', () => {
  it.each([
    ['hello', 'hello', 'Hello'],
    ['gitops-example', 'gitopsExample', 'GitopsExample'],
    ['a-1b', 'a1b', 'A1b'],
    ['a--b', 'aB', 'AB'],
    ['import', 'importApp', 'Import'],
    ['namespace', 'namespaceApp', 'Namespace'],
    ['pinned', 'pinnedApp', 'Pinned'],
    ['z', 'zApp', 'Z'],
  ])('%s', (name, exported, type) => {
    expect([exportName(name, 'App'), className(name)]).toEqual([exported, type]);
  });
});

describe('a name', () => {
  it.each(['a', 'gitops-example', 'x'.repeat(50), 'a1'])('%s', (name) => {
    expect(ProjectName.safeParse(name).success).toBe(true);
  });

  it.each(['', 'Hello', 'a_b', '1a', '-a', 'a-', 'a.b', 'a/b', 'x'.repeat(51), 'ä'])('%j is refused', (name) => {
    expect(ProjectName.safeParse(name).success).toBe(false);
  });
});
