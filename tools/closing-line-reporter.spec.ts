import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = resolve(__dirname, '..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'closing-line-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'vitest.config.mjs'), "export default { test: { include: ['*.spec.ts'] } };\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const header = "import { beforeAll, describe, expect, it } from 'vitest';\n";

describe('the last line', () => {
  it.each([
    { name: 'all pass', specs: ["it('a', () => {}); it('b', () => {});"], last: '2 passed, 0 failed', exit: 0 },
    { name: 'one fails', specs: ["it('a', () => {}); it('b', () => expect(1).toBe(2));"], last: '1 passed, 1 failed', exit: 1 },
    {
      name: 'a file does not load',
      specs: ["it('a', () => {});", "throw new Error('no');"],
      last: '1 passed, 1 failed',
      exit: 1,
    },
    {
      name: 'a hook throws',
      specs: ["describe('x', () => { beforeAll(() => { throw new Error('no'); }); it('a', () => {}); });"],
      last: '0 passed, 1 failed',
      exit: 1,
    },
    {
      name: 'an error is nobody’s',
      specs: ["it('a', () => { void Promise.reject(new Error('no')); });"],
      last: '1 passed, 1 failed',
      exit: 1,
    },
  ])('when $name', async ({ specs, last, exit }) => {
    specs.forEach((text, index) => {
      writeFileSync(join(folder, `${String(index)}.spec.ts`), header + text);
    });
    const { code, stdout } = await vitest();
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ code: exit, last });
  });
});

function vitest(): Promise<{ readonly code: number; readonly stdout: string }> {
  const bin = join(root, 'node_modules/vitest/vitest.mjs');
  const reporter = join(root, 'tools/closing-line-reporter.ts');
  return new Promise((settle) => {
    execFile(process.execPath, [bin, 'run', '--reporter=default', `--reporter=${reporter}`], { cwd: folder }, (error, stdout) => {
      settle({ code: error === null ? 0 : Number(error.code), stdout });
    });
  });
}
