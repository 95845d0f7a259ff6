import { differences, isManifest, readYaml, toYaml, withValueAt, type Manifest } from '@gitops/manifest';
import { fluxContainers, withLocks, withTag } from '@gitops/ownership';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownedComments } from '../synth/lay-out';
import { editText } from './edit-text';

const locks = {
  'fluxcd.io/locked': 'true',
  'fluxcd.io/locked_user': 'Jo <jo@example.org>',
  'fluxcd.io/locked_msg': 'rolled back from 2',
};
const locked = [
  '    fluxcd.io/locked: "true"',
  '    fluxcd.io/locked_msg: rolled back from 2',
  '    fluxcd.io/locked_user: Jo <jo@example.org>',
];

function parse(text: string): Manifest {
  const { documents, problems } = readYaml(text);
  const value = documents[0]?.value;
  if (!isManifest(value) || documents.length !== 1 || problems.length > 0) throw new Error(`no single object:\n${text}`);
  return value;
}

/** The edited text, after a check that it says what was asked for. */
function edit(text: string, tag: string, next: Readonly<Record<string, string>>): string {
  const before = parse(text);
  const [container] = fluxContainers(before);
  if (container === undefined) throw new Error('no container');
  const after = withLocks(withTag(before, container, tag), next);
  const edited = editText(text, before, after);
  expect(differences(parse(edited), after)).toEqual([]);
  return edited;
}

/** Lines that went, with -, and lines that came, with +. */
function changes(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: web\n';
const byHand = `# the web team's
${head}  annotations:
    fluxcd.io/automated: "true"   # please
  labels: { app: web }   # flow style
spec:
  replicas:   3
  template:
    spec:
      containers:
        - name: web
          image: org/web:2   # Flux bumps it
          args: ["org/web:2"]
`;

describe('editing a published text', () => {
  it('keeps every other line of a text of somebody else', () => {
    expect(changes(byHand, edit(byHand, '1', locks))).toEqual([
      '-          image: org/web:2   # Flux bumps it',
      ...locked.map((line) => `+${line}`),
      '+          image: org/web:1   # Flux bumps it',
    ]);
  });

  it('takes a lock away again, byte by byte', () => {
    expect(edit(edit(byHand, '1', locks), '2', {})).toBe(byHand);
  });

  it('writes our own text as publish would', () => {
    const before = parse(byHand);
    const text = toYaml(before, { comments: ownedComments(before) });
    const [container] = fluxContainers(before);
    const after = withLocks(container === undefined ? before : withTag(before, container, '1'), locks);
    expect(edit(text, '1', locks)).toBe(toYaml(after, { comments: ownedComments(after) }));
    expect(changes(text, edit(text, '1', locks))).toHaveLength(5);
  });

  it.each([
    ['a quoted image', byHand.replace('org/web:2   #', "'org/web:2'   #"), ["+          image: 'org/web:1'   # Flux bumps it"]],
    [
      'a list that is indented less',
      byHand.replace(/^ {10}/gm, '        ').replace('        - name', '      - name'),
      ['+        image: org/web:1   # Flux bumps it'],
    ],
    [
      'an image on the next line',
      byHand.replace('image: org', 'image:\n            org'),
      ['+            org/web:1   # Flux bumps it'],
    ],
  ])('%s', (_, text, expected) => {
    expect(changes(text, edit(text, '1', {}))).toEqual([expect.stringMatching(/^-/), ...expected]);
  });

  it('quotes a tag that YAML would take for a number', () => {
    const text =
      'apiVersion: helm.fluxcd.io/v1\nkind: HelmRelease\nmetadata:\n  name: a\nspec:\n  values:\n    image: org/web # x\n    tag: v1 # y\n';
    expect(changes(text, edit(text, '10', {}))).toEqual(['-    tag: v1 # y', '+    tag: "10" # y']);
  });

  it.each([
    [
      'the message of fluxctl lock, and leaves the lock itself',
      "    fluxcd.io/locked: 'true'\n    fluxcd.io/locked_msg: >-\n      a long\n      story\n    other: x\n",
      1,
    ],
    ['a lock with the older prefix', '    flux.weave.works/locked: "true"\n    other: x\n', 0],
  ])('replaces %s', (_, lines, kept) => {
    const text = byHand.replace('   # please\n', `\n${lines}`);
    const edited = edit(text, '2', locks);
    expect(edited).toContain(`    other: x\n${locked.slice(kept).join('\n')}\n  labels:`);
    expect(edited.split('fluxcd.io/locked:')).toHaveLength(2);
    expect(edited).not.toContain('story');
    expect(edit(edited, '2', {})).toBe(byHand.replace('   # please\n', '\n    other: x\n'));
  });

  it('makes annotations where there are none, and takes them away', () => {
    const text = byHand.replace(/ {2}annotations:\n.*\n/, '');
    const edited = edit(text, '2', locks);
    expect(changes(text, edited)).toEqual(['+  annotations:', ...locked.map((line) => `+${line}`)]);
    expect(edit(edited, '2', {})).toBe(text);
  });

  it('writes anew what cannot be edited line by line', () => {
    const text = byHand.replace(/annotations:\n.*\n/, 'annotations: {fluxcd.io/automated: "true"}\n');
    expect(edit(text, '1', locks)).toMatch(/^---\napiVersion: apps\/v1\n/);
  });

  it('says what was asked for, whatever the lock says', () => {
    const words = fc.string({ minLength: 1, maxLength: 100 }).map((text) => `x${text.replace(/[\p{C}\s]+/gu, ' ')}y`);
    fc.assert(
      fc.property(words, words, fc.stringMatching(/^[A-Za-z0-9_][\w.-]{0,20}$/), (user, message, tag) => {
        const next = { 'fluxcd.io/locked': 'true', 'fluxcd.io/locked_user': user, 'fluxcd.io/locked_msg': message };
        const edited = edit(byHand, tag, next);
        expect(edited).toContain("# the web team's");
        expect(edit(edited, '2', {})).toBe(byHand);
      }),
    );
  });

  it('says what was asked for in our own text, whatever else it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[A-Za-z0-9_][\w.-]{0,20}$/), (value, tag) => {
        const manifest = withValueAt(parse(byHand), ['spec', 'note'], value.replace(/\p{Surrogate}/gu, ''));
        edit(toYaml(manifest, { comments: ownedComments(manifest) }), tag, locks);
      }),
    );
  });
});
