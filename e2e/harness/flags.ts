/**
 * The arguments of a container, with some of its flags said differently: what a pod has and a process on loopback has not.
 * A flag that is replaced loses every line it had; the rest keep their order.
 * @param declared `--name=value` or `--name`, as in `args` of a Deployment
 */
export function withFlags(declared: readonly string[], local: Readonly<Record<string, string | boolean>>): readonly string[] {
  const kept = declared.filter((line) => !(nameOf(line) in local));
  const added = Object.entries(local).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${String(value)}`));
  return [...kept, ...added];
}

function nameOf(line: string): string {
  return /^--([^=]+)/.exec(line)?.[1] ?? '';
}
