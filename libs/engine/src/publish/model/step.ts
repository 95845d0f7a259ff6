import * as fc from 'fast-check';
import type { FluxWrite } from './flux-steps';
import type { Choice } from './source-edits';

/** One thing that happens. The numbers choose among what there is at that time. */
export interface Step extends Choice {
  /** For what TypeScript says by then. */
  readonly c: number;
  /** `deploy` is edits of TypeScript and their publish. */
  readonly do: 'edit' | 'deploy' | 'publish' | 'race' | 'kill' | 'hand' | 'hide' | 'foreign' | 'adopt' | FluxWrite;
}

/** How often each happens. */
const weights: readonly (readonly [Step['do'], number])[] = [
  ['deploy', 8],
  ['edit', 2],
  ['publish', 3],
  ['bump', 5],
  ['race', 3],
  ['lock', 2],
  ['rollback', 1],
  ['unlock', 1],
  ['automate', 1],
  ['deautomate', 1],
  ['filter', 1],
  ['hand', 1],
  ['hide', 1],
  ['foreign', 1],
  ['kill', 1],
  ['adopt', 1],
];

export function steps(length: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<readonly Step[]> {
  const what = fc.oneof(...weights.map(([name, weight]) => ({ arbitrary: fc.constant(name), weight })));
  return fc.array(fc.record({ do: what, a: fc.nat(255), b: fc.nat(255), c: fc.nat(4095) }), { ...length, size: 'max' });
}
