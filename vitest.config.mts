import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const folders = ['libs', 'apps', 'platform', 'clusters', 'tools', 'bench', 'e2e'] as const;

interface TsConfig {
  readonly compilerOptions: { readonly paths: Readonly<Record<string, readonly [string]>> };
}

// The wildcard paths of TypeScript, read rather than repeated, so that the compiler and the tests cannot disagree.
const { compilerOptions } = JSON.parse(readFileSync(`${root}tsconfig.base.json`, 'utf8')) as TsConfig;
const alias = Object.entries(compilerOptions.paths).map(([pattern, [target]]) => ({
  find: new RegExp(`^${pattern.replace('*', '([^/]+)')}$`),
  replacement: `${root}${target.replace('./', '').replace('*', '$1')}`,
}));

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    include: folders.map((folder) => `${folder}/**/*.spec.ts`),
    exclude: ['**/node_modules/**', '**/dist/**', '**/bad-input/**', 'libs/nx-plugin/src/generators/*/files/**'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
