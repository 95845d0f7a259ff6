import { RE2JS, RE2JSException } from 're2js';

/** An expression in the dialect of fluxd, why fluxd cannot parse it, or 'unknown' where this engine may differ from fluxd's. */
export type Re2 = { readonly expression: RE2JS } | { readonly problem: string } | 'unknown';

/**
 * What Go 1.17, which fluxd 1.25.4 was built with (its .circleci/config.yml), may read otherwise: groups named `(?<name>`
 * came with Go 1.22, and classes `\p{...}` depend on the version of Unicode.
 */
const newerThanGo117 = /\(\?<|\\[pP]/;

export function compileRe2(pattern: string): Re2 {
  try {
    const expression = RE2JS.compile(pattern);
    return newerThanGo117.test(pattern) ? 'unknown' : { expression };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    // Go lets two groups have one name.
    return error.message.includes('duplicate capture group name') ? 'unknown' : { problem: error.message };
  }
}
