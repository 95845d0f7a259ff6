import { annotationPath, type FluxRule } from './rule';

const lockPolicies: ReadonlySet<string> = new Set(['locked', 'locked_user', 'locked_msg']);

export const lockInSource: FluxRule = function* ({ annotations }) {
  for (const { policy, key } of annotations) {
    if (!lockPolicies.has(policy)) continue;
    yield {
      code: 'FLX024',
      path: annotationPath(key),
      message: `annotation "${key}" is written in TypeScript`,
      notes: ['locks belong to the operator on call: publish keeps those it finds, whatever the source says'],
      help: 'remove it; set the lock with "fluxctl lock" or "gitops rollback", or use pinned(...) to keep Flux away from a tag',
    };
  }
};
