// The harness is TypeScript and shares the workspace's aliases, so it is bundled at each start like bin/gitops.mjs.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { outputFiles } = await build({
  entryPoints: ['e2e/main.ts'],
  absWorkingDir: root,
  tsconfig: join(root, 'tsconfig.base.json'),
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  define: { __dirname: JSON.stringify(join(root, 'e2e')) },
});

const file = join(root, 'e2e', 'main.bundle.cjs');
const run = compileFunction(outputFiles[0].text, ['exports', 'require', 'module'], { filename: file });
run({}, createRequire(file), { exports: {} });
