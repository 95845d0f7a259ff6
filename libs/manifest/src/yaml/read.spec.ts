import { describe, expect, it } from 'vitest';
import type { FieldPath } from '../field-path';
import type { Json } from '../json';
import { readYaml } from './read';

describe('readYaml', () => {
  it.each<readonly [source: string, v11: Json, v12: Json]>([
    ['yes', true, 'yes'],
    ['y', true, 'y'],
    ['On', true, 'On'],
    ['NO', false, 'NO'],
    ['off', false, 'off'],
    ['oFF', 'oFF', 'oFF'],
    ['True', true, true],
    ['~', null, null],
    ['', null, null],
    ['Null', null, null],
    ['0755', 493, 755],
    ['-0755', -493, -755],
    ['08', 8, 8],
    ['0o17', 15, 15],
    ['0b101', 5, '0b101'],
    ['0x1F', 31, 31],
    ['1_000', 1000, '1_000'],
    ['+1', 1, 1],
    ['1e3', 1000, 1000],
    ['.5', 0.5, 0.5],
    ['1.', 1, 1],
    ['12:30', '12:30', '12:30'],
    ['190:20:30', '190:20:30', '190:20:30'],
    ['2001-12-14', '2001-12-14', '2001-12-14'],
    ['.', '.', '.'],
    ['-', [null], [null]],
    ['e3', 'e3', 'e3'],
    ['1.2.3', '1.2.3', '1.2.3'],
    ['"yes"', 'yes', 'yes'],
    ["'0755'", '0755', '0755'],
    ['=', '=', '='],
  ])('reads %j as %j like fluxd, as %j by YAML 1.2', (source, v11, v12) => {
    const text = `a:\n  ${source}\n`;
    expect(readYaml(text)).toMatchObject({ documents: [{ value: { a: v11 } }], problems: [] });
    expect(readYaml(text, { version: '1.2' })).toMatchObject({ documents: [{ value: { a: v12 } }], problems: [] });
  });

  it.each<readonly [name: string, text: string, value: Json]>([
    ['boolean and number keys as strings', 'on: 1\n2: b\n', { true: 1, 2: 'b' }],
    ['__proto__ as any key', '__proto__:\n  a: 1\n', JSON.parse('{"__proto__":{"a":1}}') as Json],
    ['a file with byte order mark and CRLF', '\ufeffa: 1\r\nb: |\r\n  x\r\n', { a: 1, b: 'x\n' }],
    ['flow style', '{a: [1, {b: c}]}', { a: [1, { b: 'c' }] }],
  ])('reads %s', (_, text, value) => {
    expect(JSON.stringify(readYaml(text).documents[0]?.value)).toBe(JSON.stringify(value));
  });

  it.each<
    readonly [
      name: string,
      text: string,
      problems: readonly (readonly [kind: string, message: string, line: number, column: number])[],
    ]
  >([
    [
      'a syntax error',
      'a: 1\nb: [1\nc: 2\n',
      [['syntax', 'Flow sequence in block collection must be sufficiently indented and end with a ]', 3, 1]],
    ],
    ['a tab as indentation', 'a:\n\tb: 1\n', [['syntax', 'Tabs are not allowed as indentation', 2, 1]]],
    ['a duplicate key', 'a: 1\nb:\n  c: 1\n  c: 2\n', [['duplicate-key', 'this key is there twice in one map', 4, 3]]],
    [
      'an anchor and its alias',
      'a: &x {c: 1}\nb: *x\n',
      [
        ['anchor', 'anchor &x', 1, 7],
        ['alias', 'alias *x', 2, 4],
      ],
    ],
    ['a merge key', 'a: {<<: {b: 1}}\n', [['merge-key', 'merge key <<', 1, 5]]],
    [
      'conflict markers',
      'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n',
      [['conflict', 'unresolved merge conflict', 2, 1]],
    ],
    [
      'a tag',
      'a: !!str 1\nb: !x y\n',
      [
        ['tag', 'tag tag:yaml.org,2002:str', 1, 10],
        ['tag', 'tag !x', 2, 7],
      ],
    ],
    [
      'no JSON number',
      'a: .inf\nb: [.nan]\n',
      [
        ['value', '.inf is no JSON number', 1, 4],
        ['value', '.nan is no JSON number', 2, 5],
      ],
    ],
    [
      'an integer beyond JSON readers',
      'a: 9007199254740993\n',
      [['value', '9007199254740993 is an integer that JSON readers round to 9007199254740992', 1, 4]],
    ],
    ['a collection as key', '[a, b]: 1\n', [['value', 'a collection as key', 1, 1]]],
    ['a directive', '%YAML 1.2\n---\na: 1\n', [['directive', '%YAML directive', 2, 1]]],
    ['nothing in text that only looks like it', 'a: "<<"\nb: |\n  <<<<<<< HEAD\n  &x *y !z\nc: "&x"\n', []],
  ])('names %s', (_, text, problems) => {
    expect(readYaml(text).problems).toEqual(problems.map(([kind, message, line, column]) => ({ kind, message, line, column })));
  });

  it('returns no document where the text is not YAML', () => {
    expect(readYaml('a: [').documents).toEqual([]);
  });

  it('resolves anchors and merge keys, as fluxd does', () => {
    expect(readYaml('a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n').documents[0]?.value).toEqual({
      a: { b: 1, c: 2 },
      d: { b: 1, c: 3 },
    });
  });

  it('survives aliases that multiply', () => {
    const text = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`),
    ].join('\n');
    const { documents, problems } = readYaml(text);
    expect(documents[0]?.value).toBeNull();
    expect(problems).toContainEqual({
      kind: 'alias',
      message: 'Excessive alias count indicates a resource exhaustion attack',
      line: 1,
      column: 1,
    });
  });

  it.each<readonly [text: string, documents: readonly (readonly [value: Json, line: number])[]]>([
    ['', []],
    ['# nothing\n', []],
    ['---\na: 1\n', [[{ a: 1 }, 2]]],
    [
      '---\na: 1\n---\n# b\nb: 2\n...\n',
      [
        [{ a: 1 }, 2],
        [{ b: 2 }, 5],
      ],
    ],
    [
      '---\n---\na: 1\n',
      [
        [null, 1],
        [{ a: 1 }, 3],
      ],
    ],
  ])('reads the documents of %j', (text, documents) => {
    expect(readYaml(text).documents.map(({ value, line }) => [value, line])).toEqual(documents);
  });

  const text = '---\nspec:\n  containers:\n  - name: a\n  - name: web\n    image: \n      web:1\n    ports: [1, 2]\n"on": 1\n';
  it.each<readonly [path: FieldPath, position: readonly [line: number, column: number] | undefined]>([
    [[], [2, 1]],
    [['spec'], [2, 1]],
    [
      ['spec', 'containers'],
      [3, 3],
    ],
    [
      ['spec', 'containers', { name: 'web' }],
      [5, 5],
    ],
    [
      ['spec', 'containers', { name: 'web' }, 'image'],
      [6, 5],
    ],
    [
      ['spec', 'containers', 1, 'ports', 1],
      [8, 16],
    ],
    [['on'], [9, 1]],
    [['spec', 'containers', { name: 'db' }], undefined],
    [['spec', 'containers', 7], undefined],
    [['spec', 'containers', 'name'], undefined],
    [['spec', 'replicas'], undefined],
  ])('locates %j', (path, position) => {
    expect(readYaml(text).documents[0]?.locate(path)).toEqual(position && { line: position[0], column: position[1] });
  });
});
