// Linted in an app: each line below must fail with the rules named at its end, and no other.
import { readFileSync } from 'node:fs'; // no-restricted-imports
import { join } from 'path'; // no-restricted-imports

export const late = import('node:os'); // no-restricted-syntax
export const region = process.env['AWS_REGION']; // no-restricted-globals
export const hidden = globalThis.process; // no-restricted-properties
export const now = Date.now(); // no-restricted-properties
export const today = new Date(); // no-restricted-syntax
export const text = Date(); // no-restricted-syntax
export const elapsed = performance.now(); // no-restricted-globals
export const chance = Math.random(); // no-restricted-properties
export const id = crypto.randomUUID(); // no-restricted-globals
export const answer = fetch('https://example.com'); // no-restricted-globals
export const fixed = new Date('2020-01-01T00:00:00Z');
export const file = join('a', readFileSync('b', 'utf8'));
export const whatever: any = 0; // @typescript-eslint/no-explicit-any
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const silenced: any = 0; // @typescript-eslint/no-explicit-any
