import { expect, it } from 'vitest';
import { exportLine } from './export-line';

const line = "export { Proxy } from './proxy';\n";
const a = "export { A } from './a';\n";
const z = "export type { Z } from './z';\n";

it.each([
  ['', line],
  [a, a + line],
  [z, line + z],
  [a + z, a + line + z],
  [`${a}// of z\n${z}`, `${a}// of z\n${line}${z}`],
])('a new export goes into %j', (before, after) => {
  expect(exportLine('index.ts', before, { module: './proxy', names: ['Proxy'] })).toBe(after);
});
