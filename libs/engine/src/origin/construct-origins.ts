import { captureOrigin, type Origin } from '@gitops/diagnostics';
import { Node, type IConstruct } from 'constructs';

const origins = new WeakMap<IConstruct, Origin>();

/** Deep enough to reach the user's line from within any cdk8s-plus construct; V8's default of 10 is not. */
const stackDepth = 60;

/**
 * Runs `work` while noting for every construct the stack at which it was added to the tree. Every construct passes
 * through `Node.addChild`, our own and any from elsewhere alike, so a diagnostic can name the line that made it.
 */
export function recordOrigins<Result>(work: () => Result): Result {
  const limit = Error.stackTraceLimit;
  const original = Object.getOwnPropertyDescriptor(Node.prototype, 'addChild');
  if (original === undefined) throw new Error('constructs no longer has Node.addChild');
  const addChild = original.value as (this: Node, child: IConstruct, name: string) => void;
  Object.defineProperty(Node.prototype, 'addChild', {
    ...original,
    value: function record(this: Node, child: IConstruct, name: string): void {
      addChild.call(this, child, name);
      origins.set(child, captureOrigin(record));
    },
  });
  Error.stackTraceLimit = stackDepth;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
    Object.defineProperty(Node.prototype, 'addChild', original);
  }
}

/** Where a construct was made, if it was made while origins were recorded. */
export function originOf(construct: IConstruct): Origin | undefined {
  return origins.get(construct);
}
