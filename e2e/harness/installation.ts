import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Cluster } from './cluster';
import { writeKubeconfig } from './kubeconfig';

/** A program as its synthesized Deployment says that it runs. */
export interface Installation {
  readonly args: readonly string[];
  readonly namespace: string;
  readonly serviceAccount: string;
}

const Deployment = z.looseObject({
  metadata: z.looseObject({ namespace: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        serviceAccountName: z.string(),
        containers: z.tuple([z.looseObject({ args: z.array(z.string()) })]),
      }),
    }),
  }),
});

/** @param text of a Deployment with one container */
export function readInstallation(text: string): Installation {
  const { metadata, spec } = Deployment.parse(parse(text));
  const { serviceAccountName, containers } = spec.template.spec;
  return { namespace: metadata.namespace, serviceAccount: serviceAccountName, args: containers[0].args };
}

/** Applies the files of a directory, and of those below it, in the order of their paths. */
export async function applyInOrder(cluster: Cluster, directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  for (const path of paths) {
    const input = await readFile(path, 'utf8');
    const { code, stderr } = await cluster.kubectl(['apply', '--filename=-'], { input });
    if (code !== 0) throw new Error(`kubectl apply of ${path}: ${stderr}`);
  }
  return paths;
}

const TokenRequest = z.looseObject({ status: z.looseObject({ token: z.string() }) });

/** A kubeconfig with which a program holds just the rights of its service account, as in its pod. */
export async function serviceAccountKubeconfig(
  { api, server, caFile }: Cluster,
  { namespace, serviceAccount }: Installation,
  directory: string,
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 7200 } };
  const { status, body } = await api.request('POST', path, JSON.stringify(request));
  if (status !== 201) throw new Error(`no token for the service account ${namespace}/${serviceAccount}: ${body}`);
  const { token } = TokenRequest.parse(JSON.parse(body)).status;
  return writeKubeconfig({ directory, name: serviceAccount, server, caFile, token });
}
