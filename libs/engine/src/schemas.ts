import { KubernetesSchemas, supportedMinors } from '@gitops/validation';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from './workspace';

const loaded = new Map<string, KubernetesSchemas>();

/** The schemas of a Kubernetes minor version such as "1.27"; undefined for one that this repository does not have. */
export function schemasOf({ schemas }: Workspace, minor: string): KubernetesSchemas | undefined {
  if (!(supportedMinors as readonly string[]).includes(minor)) return undefined;
  const file = join(schemas, `${minor}.json`);
  const known = loaded.get(file) ?? KubernetesSchemas.parse(JSON.parse(readFileSync(file, 'utf8')));
  loaded.set(file, known);
  return known;
}
