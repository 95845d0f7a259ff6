import { toYaml } from '@gitops/manifest';
import type { Live } from './expected-publish';
import { pick, tags, type Choice } from './source-edits';
import { declared, fileOf, manifestOf, type Workload } from './workload';

/** A manifest that was there before TypeScript, and what must be left of it once it is adopted: tags that are Flux's, and locks. */
export interface HandWritten {
  /** In the cluster's directory. */
  readonly path: string;
  readonly text: string;
  readonly live: Live;
}

export function byHand(workload: Workload, { a, b }: Choice): HandWritten {
  const { annotations, ...said } = declared(workload);
  const bumped = workload.containers.map(({ id, automated, tag }) => [id, (automated ? pick(tags, a) : tag) ?? tag] as const);
  const locks: Readonly<Record<string, string>> =
    b % 3 === 0 && workload.containers.length > 0 ? { 'fluxcd.io/locked': 'true' } : {};
  const replicas = b % 4 === 1 ? 7 : workload.replicas;
  const now = { ...said, annotations: { ...annotations, ...locks }, tags: new Map(bumped), replicas };
  const path = a % 3 === 0 ? `by-hand/${workload.name}.yaml` : fileOf(workload).path;
  const text = `# Written by hand\n${toYaml(manifestOf(workload, now))}`;
  return { path, text, live: { workload, now, base: now, deleted: false } };
}
