import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = resolve(__dirname, '..');
let workspace: string;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'typecheck-'));
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));
  const options = {
    strict: true,
    noEmit: true,
    types: [],
    lib: ['es5'],
    module: 'preserve',
    paths: { '@apps/*': ['./apps/*/app.ts'] },
  };
  write('tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['elsewhere'], exclude: ['**/bad-input/**'] }));
  write('apps/right/app.ts', 'export const right: number = 1;\n');
  write('apps/right/bad-input/wrong.ts', "export const right: number = 'one';\n");
  write('apps/wrong/app.ts', "import { right } from '@apps/right';\nexport const wrong: string = right;\n");
});
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

it.each([
  { args: ['apps/right'], code: 0, output: '' },
  {
    args: ['apps/wrong'],
    code: 1,
    output: "apps/wrong/app.ts(2,14): error TS2322: Type 'number' is not assignable to type 'string'.\n",
  },
  { args: [], code: 2, output: '' },
])('typecheck $args exits $code', async ({ args, code, output }) => {
  expect(await typecheck(args)).toEqual({ code, output });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

function typecheck(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((settle) => {
    execFile(process.execPath, [join(root, 'tools/typecheck.mjs'), ...args], { cwd: workspace }, (error, output) => {
      settle({ code: error === null ? 0 : Number(error.code), output });
    });
  });
}
