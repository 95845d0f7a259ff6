#!/usr/bin/env node
// The engine is TypeScript and is bundled at each start (0.1 s), so that nothing needs to be built after an edit.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { outputFiles } = await build({
  entryPoints: ['libs/engine/src/bin.ts'],
  absWorkingDir: root,
  tsconfig: join(root, 'tsconfig.base.json'),
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  packages: 'external',
});

// The same module system as the clusters' bundles, so that both use one copy of zod and cdk8s.
const file = join(root, 'bin', 'gitops.bundle.cjs');
const run = compileFunction(outputFiles[0].text, ['exports', 'require', 'module'], { filename: file });
run({}, createRequire(file), { exports: {} });
