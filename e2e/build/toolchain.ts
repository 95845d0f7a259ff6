import { type Processes } from '../harness/processes';

/** What has to be on the PATH, and why; it is all that `npm run e2e` asks of a machine beside Node. */
const required = [
  {
    command: ['go', 'version'],
    says: /go(1\.\d+(?:\.\d+)?)/,
    atLeast: [1, 26],
    install: 'Go 1.26 or later (https://go.dev/dl), which builds the real components',
  },
  {
    command: ['python3', '--version'],
    says: /Python (3\.\d+)/,
    atLeast: [3, 8],
    install: "Python 3.8 or later with pip (https://www.python.org/downloads), for Flux's YAML writer",
  },
  {
    command: ['python3', '-m', 'pip', '--version'],
    says: /pip (\d+\.\d+)/,
    atLeast: [20, 0],
    install: 'pip for Python 3 (https://pip.pypa.io), which fetches the one library of the YAML writer',
  },
  {
    command: ['git', '--version'],
    says: /version (\d+\.\d+)/,
    atLeast: [2, 28],
    install: 'git 2.28 or later (https://git-scm.com/downloads)',
  },
] as const;

/** The machine lacks something; the message says what to install. */
export class MissingTool extends Error {}

/** The versions of Go and Python, on which what they build depends. Throws MissingTool. */
export async function findToolchain(processes: Processes): Promise<{ readonly go: string; readonly python: string }> {
  const versions: string[] = [];
  for (const { command, says, atLeast, install } of required) {
    const { stdout } = await processes.run(command).catch(() => ({ stdout: '' }));
    const version = says.exec(stdout)?.[1];
    if (version === undefined || isOlder(version, atLeast)) {
      throw new MissingTool(`npm run e2e needs ${install}${version === undefined ? '' : `; this is ${version}`}`);
    }
    versions.push(version);
  }
  return { go: versions[0] ?? '', python: versions[1] ?? '' };
}

/** Whether `1.9.4` comes before [1, 26]. */
export function isOlder(version: string, atLeast: readonly number[]): boolean {
  const numbers = version.split('.').map(Number);
  const at = atLeast.findIndex((least, index) => numbers[index] !== least);
  return at >= 0 && (numbers[at] ?? 0) < (atLeast[at] ?? 0);
}
