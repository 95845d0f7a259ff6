import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly help: boolean;
  readonly list: boolean;
  readonly keep: boolean;
  /** Names of flows, in the order of a run; all of them where none is given. */
  readonly flows: readonly string[];
}

export const usage = `usage: npm run e2e -- [options] [flow...]

Builds etcd, a Kubernetes control plane, kwok, a registry, fluxd and the Helm Operator, starts them on loopback, and plays
flows on what synth and publish make. The first run builds for minutes; the builds stay in a cache.

  --list   the flows
  --keep   leave everything running afterwards, and say how to look at it, until Ctrl-C
  --help   this text

A flow is named by its number or its name. The cache is ~/.cache/gitops-e2e, or GITOPS_E2E_CACHE; logs of the last five
runs that failed are in it. Exit codes: 0 all flows hold, 1 a flow does not, 2 usage, or a tool is missing.
`;

/** @returns what is wrong with the arguments, where something is */
export function readCommandLine(args: readonly string[], names: readonly string[]): CommandLine | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        list: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    });
    const wanted = new Set<string>();
    for (const given of positionals) {
      const name = names.includes(given) ? given : /^\d+$/.test(given) ? names[Number(given) - 1] : undefined;
      if (name === undefined) return `there is no flow "${given}"; npm run e2e -- --list shows them`;
      wanted.add(name);
    }
    return { ...values, flows: wanted.size === 0 ? names : names.filter((name) => wanted.has(name)) };
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
