// Prints documents and the YAML that libs/manifest writes for them, one JSON object per line, for fixed-point.py --torture.
// Usage: node torture.mjs [random documents, default 3000] [seed, default 1]
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
// Inside the workspace, so that the bundle finds its packages.
const folder = await mkdtemp(join(root, 'node_modules/.yaml-torture-'));
try {
  const outfile = join(folder, 'samples.mjs');
  const entry = join(root, 'libs/manifest/src/yaml/testdata/samples.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  const { samples } = await import(pathToFileURL(outfile).href);
  const [count = '3000', seed = '1'] = process.argv.slice(2);
  for (const sample of samples(Number(count), Number(seed))) process.stdout.write(`${JSON.stringify(sample)}\n`);
} finally {
  await rm(folder, { recursive: true });
}
