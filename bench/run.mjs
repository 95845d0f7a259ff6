// The benchmark is TypeScript and shares the workspace's aliases, so it is bundled at each start like bin/gitops.mjs.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { outputFiles } = await build({
  entryPoints: ['bench/main.ts'],
  absWorkingDir: root,
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  packages: 'external',
});

const file = join(root, 'bench', 'main.bundle.cjs');
compileFunction(outputFiles[0].text, ['exports', 'require', 'module', '__dirname'], { filename: file })(
  {},
  createRequire(file),
  { exports: {} },
  dirname(file),
);
