import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface KubeconfigOptions {
  readonly directory: string;
  /** The name of the file, and of the user in it. */
  readonly name: string;
  readonly server: string;
  readonly caFile: string;
  readonly token: string;
}

/**
 * Writes a kubeconfig and the token beside it: fluxd hands kubectl only what lies in files.
 * @returns its absolute path
 */
export async function writeKubeconfig({ directory, name, server, caFile, token }: KubeconfigOptions): Promise<string> {
  const tokenFile = join(directory, `${name}.token`);
  await writeFile(tokenFile, token, { mode: 0o600 });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'loop',
    contexts: [{ name: 'loop', context: { cluster: 'loop', user: name } }],
    clusters: [{ name: 'loop', cluster: { server, 'certificate-authority': caFile } }],
    users: [{ name, user: { tokenFile } }],
  };
  const file = join(directory, `${name}.kubeconfig`);
  await writeFile(file, JSON.stringify(config, null, 2), { mode: 0o600 }); // JSON is YAML
  return file;
}
