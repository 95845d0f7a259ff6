import type { Container, Workload } from './workload';

/** What TypeScript says at one commit of the monorepo. */
export type Source = readonly Workload[];

/** Numbers that decide what an edit does; taken modulo what there is to choose from. */
export interface Choice {
  readonly a: number;
  readonly b: number;
}

export const repositories = ['r.example.org/a', 'r.example.org/b'] as const;
/** Plain, all digits (quoted in YAML where they stand alone), and of several lengths (the comment behind them moves). */
export const tags = ['v1', '20240131', '4f1c2d7', '1.10', 'master-5', '1e5'] as const;

export function pick<Item>(items: readonly Item[], choice: number): Item | undefined {
  return items[choice % items.length];
}

/** Gives a number that was never given before in this history; names are made from it, so that none is used twice. */
export type NewId = () => number;

type Edit = (workload: Workload, choice: number, newId: NewId) => Workload;

function onContainer(edit: (container: Container, choice: number, newId: NewId) => Container): Edit {
  return (workload, choice, newId) => {
    const { length } = workload.containers;
    const rest = Math.floor(choice / length);
    const containers = workload.containers.map((each, at) => (at === choice % length ? edit(each, rest, newId) : each));
    return { ...workload, containers };
  };
}

const edits: Readonly<Record<string, Edit>> = {
  replicas: (workload, choice) => ({ ...workload, replicas: 1 + (choice % 4) }),
  rename: (workload, _, newId) => ({ ...workload, name: `w${newId()}` }),
  renameAndPin: (workload, choice, newId) => edits['owner']?.({ ...workload, name: `w${newId()}` }, choice, newId) ?? workload,
  // The path of a Deployment stays the same.
  suffix: (workload) => ({
    ...workload,
    name: workload.name.endsWith('-deployment') ? workload.name.slice(0, -'-deployment'.length) : `${workload.name}-deployment`,
  }),
  folder: ({ folder, ...workload }) => (folder === undefined ? { ...workload, folder: 'second' } : workload),
  kind: (workload) =>
    workload.containers.length === 0
      ? workload
      : { ...workload, kind: workload.kind === 'Deployment' ? 'HelmRelease' : 'Deployment' },
  owner: onContainer((container) => ({ ...container, automated: !container.automated })),
  tag: onContainer((container, choice) => ({ ...container, tag: pick(tags, choice) ?? container.tag })),
  filter: onContainer(({ filter, ...container }) => (filter === undefined ? { ...container, filter: 'glob:v*' } : container)),
  repository: onContainer((container, choice) => ({
    ...container,
    repository: pick(repositories, choice) ?? container.repository,
  })),
  containerName: onContainer((container, _, newId) => ({ ...container, name: `c${newId()}` })),
  addContainer: (workload, choice, newId) =>
    workload.containers.length === 0
      ? workload
      : { ...workload, containers: [...workload.containers, newContainer(choice, newId())] },
  removeContainer: (workload) =>
    workload.containers.length < 2 ? workload : { ...workload, containers: workload.containers.slice(0, -1) },
  order: (workload) =>
    workload.kind === 'Deployment' ? { ...workload, containers: [...workload.containers].reverse() } : workload,
};

export const editNames = [...Object.keys(edits), 'add', 'remove', 'revert'];

function newContainer(choice: number, id: number): Container {
  const [tag, repository] = [pick(tags, choice) ?? tags[0], pick(repositories, choice) ?? repositories[0]];
  return { id, name: `c${id}`, repository, tag, automated: choice % 3 < 2 };
}

function newWorkload(choice: number, id: number): Workload {
  const kind =
    pick(['Deployment', 'Deployment', 'HelmRelease', 'ConfigMap', 'HelmRelease', 'Namespace'] as const, choice) ?? 'Deployment';
  const runs = kind === 'Deployment' || kind === 'HelmRelease';
  return { id, kind, name: `w${id}`, replicas: 2, containers: runs ? [newContainer(choice, id)] : [] };
}

/** The next commit of the monorepo. */
export function editSource(source: Source, name: string, { a, b }: Choice, newId: NewId): Source {
  if (name === 'add' || source.length === 0) return source.length < 4 ? [...source, newWorkload(b, newId())] : source;
  if (name === 'remove') return source.filter((_, at) => at !== a % source.length);
  const edit = edits[name];
  return edit === undefined
    ? source
    : source.map((workload, at) => (at === a % source.length ? edit(workload, b, newId) : workload));
}
