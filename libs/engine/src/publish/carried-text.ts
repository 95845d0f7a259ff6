import type { PlannedCarry } from './plan-types';

/** Not who wrote the published tag: after a rollback that is not Flux. */
export function carriedText({ what, container, declared, published }: PlannedCarry): string {
  return `${what}: ${container} stays at ${published}; TypeScript declares ${declared}`;
}
