import type { Rule } from './rule';

/** In no particular order: findings are sorted by manifest and path. */
export const rules: readonly Rule[] = [];
