import { type Processes } from '../harness/processes';

/** Runs a step of a build to its end. Throws with the end of what it has complained of, where it fails. */
export async function succeed(processes: Processes, command: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await processes.run(command, { cwd });
  if (code !== 0) throw new Error(`${command.slice(0, 3).join(' ')} failed in ${cwd}:\n${stderr.trim().slice(-4000)}`);
  return stdout;
}
