/** Runs `work` while a property of `owner` is what `make` makes of it. */
export function replacing<Owner extends object, Name extends keyof Owner, Result>(
  owner: Owner,
  name: Name,
  make: (original: Owner[Name]) => Owner[Name],
  work: () => Result,
): Result {
  const original = owner[name];
  owner[name] = make(original);
  try {
    return work();
  } finally {
    owner[name] = original;
  }
}
