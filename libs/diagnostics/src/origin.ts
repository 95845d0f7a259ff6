/**
 * Where in the TypeScript something was declared, as the stack of that moment. It costs next to nothing to take and is
 * turned into a file, line and column only when a diagnostic needs it.
 */
export interface Origin {
  readonly stack?: string;
}

/** @param above the function whose caller is wanted */
export function captureOrigin(above: (...args: never[]) => unknown): Origin {
  const origin: { stack?: string } = {};
  Error.captureStackTrace(origin, above);
  return origin;
}
