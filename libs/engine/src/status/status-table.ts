import type { ClusterStatus } from '../verbs/status';
import type { HistoryCommit } from '../rollback/history';
import type { SyncState } from './sync-state';
import type { ContainerStatus, WorkloadStatus } from './workload-status';

const head = ['IMAGE', 'PUBLISHED', 'DECLARED', 'OWNER', 'LAST BUMP'] as const;

/** A cluster's status for a person: a line of its own for each workload, and one row for each of its containers. */
export function statusTable({ cluster, configRepo, sync, workloads }: ClusterStatus): string {
  const lines = [
    `${cluster}: ${configRepo?.url ?? ''}, branch ${configRepo?.branch ?? ''}${configRepo?.head === undefined ? ', which is empty' : ` at ${short(configRepo.head)}`}`,
    ...(sync === undefined ? [] : [describeSync(sync)]),
  ];
  if (workloads.length === 0) return `${[...lines, 'no workload with images'].join('\n')}\n`;
  const rows = workloads.map((workload) =>
    workload.containers.map((container) => cells(container, workload.containers.length > 1)),
  );
  const widths = head.map((title, column) => Math.max(title.length, ...rows.flat().map((row) => row[column]?.length ?? 0)));
  const format = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const body = workloads.flatMap((workload, index) => [
    title(workload),
    ...(rows[index] ?? []).map(format),
    ...remarks(workload),
  ]);
  return `${[...lines, '', format(head), ...body].join('\n')}\n`;
}

function describeSync({ tag, state, commit = '', behind = 0 }: SyncState): string {
  switch (state) {
    case 'applied':
      return `the cluster has applied all of it (${tag})`;
    case 'behind':
      return `the cluster has applied up to ${short(commit)} (${tag}), ${behind === 1 ? '1 commit' : `${behind} commits`} behind`;
    case 'elsewhere':
      return `the cluster has applied ${short(commit)} (${tag}), which is not in this branch`;
    case 'unknown':
      return `no tag ${tag}: Flux has not synced yet, or is told another tag than flux.syncTag`;
  }
}

const states: Readonly<Record<WorkloadStatus['state'], string>> = {
  published: '',
  unpublished: '  (not published yet)',
  deleted: '  (deleted by hand)',
  leaving: '  (not in the TypeScript any more)',
  others: '  (written by others)',
};

function title({ workload, path, state }: WorkloadStatus): string {
  return `${workload}${path === undefined ? '' : `  ${path}`}${states[state]}`;
}

function cells(
  { container, image, published = '-', declared = '-', owner, filter, bump }: ContainerStatus,
  named: boolean,
): readonly string[] {
  // The registry is the same for most images and takes half a line; JSON has it.
  const name = image.slice(image.lastIndexOf('/') + 1);
  const who = filter === undefined ? owner : `${owner}, ${filter}`;
  return [
    named ? `${container}: ${name}` : name,
    published,
    declared,
    who,
    bump === undefined ? '-' : `${day(bump)} ${short(bump.id)} ${bump.author}`,
  ];
}

function remarks({ lock, drift }: WorkloadStatus): readonly string[] {
  const locked =
    lock === undefined ? [] : [`  locked by ${lock.user ?? 'somebody'}${lock.message === undefined ? '' : `: ${lock.message}`}`];
  if (drift === undefined) return locked;
  const by =
    drift.commit === undefined ? '' : `, since ${short(drift.commit.id)} by ${drift.commit.author} on ${day(drift.commit)}`;
  return [...locked, `  edited by others${by}`, ...drift.fields.map((field) => `    ${field}`)];
}

function short(commit: string): string {
  return commit.slice(0, 7);
}

function day({ date }: HistoryCommit): string {
  return date.slice(0, 10);
}
