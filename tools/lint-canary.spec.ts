import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Where a project of each type is, and what it may import. This is the table of docs/architecture.md, written once more. */
const types = {
  app: { root: 'apps/from-app', allowed: ['@gitops/flux'] },
  platform: { root: 'platform/from-component', allowed: ['@gitops/flux'] },
  cluster: { root: 'clusters/from-cluster', allowed: ['@apps/target-app', '@platform/target-component', '@gitops/flux'] },
  core: { root: 'libs/diagnostics', allowed: ['@gitops/manifest'] },
  authoring: { root: 'libs/aws', allowed: ['@gitops/manifest', '@gitops/flux'] },
  engine: { root: 'libs/engine', allowed: ['@gitops/manifest', '@gitops/flux'] },
  testing: { root: 'libs/testing', allowed: ['@gitops/manifest', '@gitops/flux', '@gitops/engine'] },
  plugin: { root: 'libs/nx-plugin', allowed: ['@gitops/manifest', '@gitops/engine'] },
} as const;

interface Finding {
  readonly line: number;
  readonly ruleId: string | null;
}

const root = resolve(__dirname, '..');
const workspace = mkdtempSync(join(tmpdir(), 'lint-canary-'));
const canary = (name: string): string => readFileSync(join(root, `tools/lint-canary/${name}.ts.template`), 'utf8');
let findings: ReadonlyMap<string, readonly Finding[]>;

// A workspace of its own, so that the canaries are no part of the real graph, and linted by the bare command in a clean
// clone: the case in which the boundaries rule would pass everything.
beforeAll(async () => {
  write('apps/target-app/app.ts', 'export {};\n');
  write('platform/target-component/component.ts', 'export {};\n');
  write('apps/from-app/app.ts', 'export {};\n');
  write('platform/from-component/component.ts', 'export {};\n');
  for (const cluster of ['target-cluster', 'from-cluster']) {
    write(
      `clusters/${cluster}/cluster.ts`,
      `export default defineCluster({ configRepo: { url: 'git@example.com:x/${cluster}' } });\n`,
    );
  }
  for (const lib of readdirSync(join(root, 'libs'))) {
    cpSync(join(root, 'libs', lib, 'project.json'), join(workspace, 'libs', lib, 'project.json'));
    write(`libs/${lib}/src/index.ts`, 'export {};\n');
  }
  for (const path of [
    'eslint.config.mjs',
    'nx.json',
    'package.json',
    'package-lock.json',
    'tsconfig.base.json',
    'libs/nx-plugin',
    // What the plugin imports.
    'libs/cluster-source',
    'libs/diagnostics',
  ]) {
    cpSync(join(root, path), join(workspace, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));

  for (const { root: project } of Object.values(types)) write(`${project}/canary.ts`, canary('boundaries'));
  write('apps/from-app/canary.spec.ts', canary('boundaries'));
  write('apps/from-app/impure.ts', canary('impure'));
  write('apps/from-app/impure.spec.ts', canary('impure'));
  // Unseen by the graph, the imports that must fail cannot fail for closing a circle.
  write('.nxignore', '**/canary*.ts\n');
  findings = await lint();
});
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

describe('module boundaries', () => {
  it.each(Object.entries(types))('of type:%s', (_type, { root: project, allowed }) => {
    expect(refusedImports(`${project}/canary.ts`)).toEqual(importsOtherThan(allowed));
  });

  it('let the spec of an app import the testing library', () => {
    expect(refusedImports('apps/from-app/canary.spec.ts')).toEqual(importsOtherThan([...types.app.allowed, '@gitops/testing']));
  });
});

describe('purity', () => {
  it('is required of what is synthesized', () => {
    const expected = canary('impure')
      .split('\n')
      .map((line) => /; \/\/ (\S+)$/.exec(line)?.[1]);
    const lines = findings.get('apps/from-app/impure.ts') ?? [];
    expect(expected.map((_, index) => lines.find(({ line }) => line === index + 1)?.ruleId)).toEqual(expected);
  });

  it('is not required of specs', () => {
    const rules = new Set(findings.get('apps/from-app/impure.spec.ts')?.map(({ ruleId }) => ruleId));
    expect([...rules]).toEqual(['@typescript-eslint/no-explicit-any']);
  });
});

function refusedImports(file: string): readonly string[] {
  const lines = readFileSync(join(workspace, file), 'utf8').split('\n');
  return (findings.get(file) ?? [])
    .filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries')
    .map(({ line }) => importedModule(lines[line - 1] ?? ''));
}

function importsOtherThan(allowed: readonly string[]): readonly string[] {
  return canary('boundaries')
    .split('\n')
    .map(importedModule)
    .filter((module) => module !== '' && !allowed.includes(module));
}

function importedModule(line: string): string {
  return /^import '(.+)';/.exec(line)?.[1] ?? '';
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

async function lint(): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const env = { ...process.env, NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: workspace };
  const stdout = await new Promise<string>((settle, reject) => {
    execFile(
      'npx',
      ['eslint', 'apps', 'platform', 'clusters', 'libs', '--format', 'json'],
      { cwd: workspace, env, maxBuffer: 1 << 26 },
      (error, out, err) => {
        // Exit code 1 is what a canary is for: findings.
        if (error !== null && error.code !== 1) reject(new Error(`${error.message}\n${err}`));
        else settle(out);
      },
    );
  });
  const results = JSON.parse(stdout) as readonly { readonly filePath: string; readonly messages: readonly Finding[] }[];
  return new Map(
    results.map(({ filePath, messages }) => [
      filePath.slice(workspace.length + 1),
      messages.filter(({ ruleId }) => ruleId !== null),
    ]),
  );
}
