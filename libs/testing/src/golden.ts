import { existsSync, readdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { Rendered } from './render';

/**
 * Expects valid manifests that equal, byte for byte, the files in `<directory>/golden`. `npx vitest run apps --update`
 * writes them; read the difference before you commit it.
 * @param directory of the spec: `import.meta.dirname`
 */
export async function expectGolden({ files, diagnostics }: Rendered, directory: string): Promise<void> {
  expect(diagnostics).toEqual([]);
  const golden = `${directory}/golden`;
  const present = existsSync(golden)
    ? readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'))
    : [];
  const left = present.map((path) => path.replaceAll('\\', '/')).filter((path) => !(path in files));
  expect(left, 'golden files that are no longer made: delete them').toEqual([]);
  for (const [path, text] of Object.entries(files)) {
    await expect(text).toMatchFileSnapshot(`${golden}/${path}`);
  }
}
