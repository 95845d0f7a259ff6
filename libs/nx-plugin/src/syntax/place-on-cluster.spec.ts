import { describe, expect, it } from 'vitest';
import { placeOnCluster, type NewPlacement } from './place-on-cluster';

const file = 'clusters/x/cluster.ts';
const hello: NewPlacement = { list: 'apps', name: 'hello', from: '@apps/hello', namespace: 'hello', props: [], imports: [] };

/** A cluster.ts with these lines between its imports and its end. */
function text(imports: readonly string[], props: readonly string[]): string {
  return [...imports, '', 'export default defineCluster({', ...props.map((line) => `  ${line}`), '});', ''].join('\n');
}

const constructs = "import { defineCluster, namespace } from '@gitops/constructs';";

describe('a placement', () => {
  it('adds an import and a line, each in its place, and leaves every other byte', () => {
    const before = text(
      ["import { alpha } from '@apps/alpha';", "import { zeta } from '@apps/zeta';", constructs],
      [
        "namespaces: [namespace('hello')],",
        'apps: [',
        "  alpha({ namespace: 'a'   }), // first",
        '  // the last',
        "  zeta({namespace:'z'}),",
        '],',
      ],
    );
    const after = text(
      [
        "import { alpha } from '@apps/alpha';",
        "import { hello } from '@apps/hello';",
        "import { zeta } from '@apps/zeta';",
        constructs,
      ],
      [
        "namespaces: [namespace('hello')],",
        'apps: [',
        "  alpha({ namespace: 'a'   }), // first",
        "  hello({ namespace: 'hello' }),",
        '  // the last',
        "  zeta({namespace:'z'}),",
        '],',
      ],
    );
    expect(placeOnCluster(file, before, hello)).toBe(after);
  });

  it.each([
    ['an empty list', 'apps: [],', "apps: [hello({ namespace: 'hello' })],"],
    ['a list on one line', 'apps: [alpha({}), zeta({})],', "apps: [alpha({}), hello({ namespace: 'hello' }), zeta({})],"],
    ['the end of a list', 'apps: [alpha({})],', "apps: [alpha({}), hello({ namespace: 'hello' })],"],
    ['the start of a list', 'apps: [helloWorld({})],', "apps: [hello({ namespace: 'hello' }), helloWorld({})],"],
    ['a list with a spread', 'apps: [alpha({}), ...more],', "apps: [alpha({}), ...more, hello({ namespace: 'hello' })],"],
    [
      'another placement of itself',
      "apps: [hello({ namespace: 'a' })],",
      "apps: [hello({ namespace: 'a' }), hello({ namespace: 'hello' })],",
    ],
  ])('goes into %s', (_name, before, after) => {
    const imports = ["import { hello } from '@apps/hello';", constructs];
    const namespaces = "namespaces: [namespace('hello')],";
    expect(placeOnCluster(file, text(imports, [namespaces, before]), hello)).toBe(text(imports, [namespaces, after]));
  });

  it('makes the list where there is none', () => {
    const before = text([constructs], ["name: 'x',", 'namespaces: [namespace("hello")]']);
    expect(placeOnCluster(file, before, hello)).toContain(
      'namespaces: [namespace("hello")],\n  apps: [hello({ namespace: \'hello\' })]\n',
    );
  });

  it('declares the namespace that the cluster does not have', () => {
    const before = text(["import { defineCluster } from '@gitops/constructs';"], ['namespaces: [],', 'apps: [],']);
    const after = placeOnCluster(file, before, hello);
    expect(after).toContain("namespaces: [namespace('hello')],");
    expect(after).toContain("import { defineCluster, namespace } from '@gitops/constructs';");
  });
});

describe('an import', () => {
  const place = (imports: readonly string[], overrides: Partial<NewPlacement> = {}): readonly string[] =>
    placeOnCluster(file, text(imports, ["namespaces: [namespace('hello')],", 'apps: [],']), { ...hello, ...overrides })
      .split('\n')
      .filter((line) => line.startsWith('import') || line.startsWith('const'));

  const pinned = { imports: [{ name: 'pinned', from: '@gitops/flux' }] };

  it.each<[string, readonly string[], Partial<NewPlacement>, readonly string[]]>([
    ['in a file without any', [], {}, ["import { hello } from '@apps/hello';"]],
    ['before all others', [constructs], {}, ["import { hello } from '@apps/hello';", constructs]],
    [
      'in its group, wherever that is',
      [constructs, "import { alpha } from '@apps/alpha';"],
      {},
      [constructs, "import { alpha } from '@apps/alpha';", "import { hello } from '@apps/hello';"],
    ],
    [
      'of a name more',
      ["import { hello } from '@apps/hello';", "import { automated, semver } from '@gitops/flux';"],
      pinned,
      ["import { hello } from '@apps/hello';", "import { automated, pinned, semver } from '@gitops/flux';"],
    ],
    [
      'that is there already',
      ["import { hello } from '@apps/hello';", "import { pinned } from '@gitops/flux';"],
      pinned,
      ["import { hello } from '@apps/hello';", "import { pinned } from '@gitops/flux';"],
    ],
    [
      'beside one of types',
      ["import { hello } from '@apps/hello';", "import type { ImageRef } from '@gitops/flux';"],
      pinned,
      [
        "import { hello } from '@apps/hello';",
        "import type { ImageRef } from '@gitops/flux';",
        "import { pinned } from '@gitops/flux';",
      ],
    ],
    [
      'of a name that the file uses for something else',
      [constructs, "const hello = ecr('hello');"],
      {},
      ["import { hello as helloApp } from '@apps/hello';", constructs, "const hello = ecr('hello');"],
    ],
  ])('%s', (_name, before, overrides, after) => {
    expect(place(before, overrides)).toEqual(after);
  });
});

describe('a cluster that cannot be edited is refused at its place', () => {
  it.each([
    ['apps: placements,', `${file}:4:9: error[SRC009]: apps is not a list literal, so nothing can be added to it`],
    ['namespaces: names.map(namespace), apps: [],', `${file}:4:15: error[SRC009]: namespaces is not a list literal`],
  ])('%s', (props, message) => {
    const before = text([constructs], [props.includes('namespaces') ? props : `${props} namespaces: [namespace('hello')],`]);
    expect(() => placeOnCluster(file, before, hello)).toThrow(message);
  });
});
