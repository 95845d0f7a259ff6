import { RE2JS, RE2JSException } from 're2js';

/** An expression in the dialect of Go's regexp package, or why Go would not compile it. */
export type Re2 = { readonly expression: RE2JS } | { readonly problem: string };

export function compileRe2(pattern: string): Re2 {
  try {
    return { expression: RE2JS.compile(pattern) };
  } catch (error) {
    if (error instanceof RE2JSException) return { problem: error.message };
    throw error;
  }
}

/**
 * Whether Go 1.17, which fluxd 1.25.4 was built with (its .circleci/config.yml), may read an expression otherwise than the
 * present RE2: groups named `(?<name>`, and classes `\p{...}` by names or tables of a later Unicode.
 */
export function dialectDiffers(pattern: string): boolean {
  return /\(\?<|\\[pP]/.test(pattern);
}
