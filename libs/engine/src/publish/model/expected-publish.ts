import { annotationsOf, declared, fileOf, fluxName, identity, type Container, type Published, type Workload } from './workload';
import type { Source } from './source-edits';

/** One workload in the config repository, as the rules of ownership have it. */
export interface Live {
  /** As TypeScript declared it at the last publish. */
  readonly workload: Workload;
  /** What is there now. */
  readonly now: Published;
  /** What was there after the last publish that made a commit. */
  readonly base: Published;
  /** Somebody has deleted the file. */
  readonly deleted: boolean;
}

/** By the workload's id. */
export type State = ReadonlyMap<number, Live>;

export interface Agreed {
  readonly overwriteDrift: boolean;
  readonly acceptImage: boolean;
  readonly allowRemoval: boolean;
}

export interface Expected {
  /** What stops the publish; then `state` means nothing. */
  readonly codes: ReadonlySet<string>;
  readonly state: State;
}

const lockKeys = ['fluxcd.io/locked', 'fluxcd.io/locked_user', 'fluxcd.io/locked_msg'];
type Annotations = Readonly<Record<string, string>>;

export function locksIn(annotations: Annotations): Annotations {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => lockKeys.includes(key)));
}

/** Whether Flux may change a container's tag. */
export function isOwned(workload: Workload, { annotations, tags }: Published, container: Container): boolean {
  const filter = annotations[`fluxcd.io/tag.${fluxName(workload, container)}`];
  return annotations['fluxcd.io/automated'] === 'true' && filter !== `glob:${tags.get(container.id) ?? ''}`;
}

/**
 * What a publish must do, said by workload and field rather than by manifest and file: the rules of ownership once more, so
 * that the plan has something to disagree with.
 * @param foreign paths of files that are nobody's
 */
export function expectPublish(state: State, source: Source, agreed: Agreed, foreign: ReadonlySet<string>): Expected {
  const codes = new Set<string>();
  const identities = new Set(source.map(identity));
  const leaving = [...state.values()].filter(({ workload }) => !identities.has(identity(workload)));
  for (const live of leaving) {
    if (live.deleted) continue;
    if (!agreed.overwriteDrift && driftOf(live, undefined).length > 0) codes.add('OWN001');
    if (!agreed.allowRemoval && live.workload.kind === 'Namespace') codes.add('OWN011');
  }
  const next = source.map((workload): [number, Live] => {
    const before = state.get(workload.id);
    const same = before !== undefined && identity(before.workload) === identity(workload) ? before : undefined;
    const moved = same === undefined || same.deleted || fileOf(same.workload).path !== fileOf(workload).path;
    const inTheWay = moved && foreign.has(fileOf(workload).path);
    if (inTheWay) codes.add('OWN010');
    // A new object that has no place to go takes over nothing.
    if (inTheWay && same === undefined)
      return [workload.id, { workload, now: declared(workload), base: declared(workload), deleted: false }];
    const now = same ? goOn(workload, same, leaving, agreed, codes) : start(workload, leaving, codes);
    return [workload.id, { workload, now, base: now, deleted: false }];
  });
  return { codes, state: new Map(next) };
}

/** An object that was published under the same identity. */
function goOn(workload: Workload, live: Live, leaving: readonly Live[], agreed: Agreed, codes: Set<string>): Published {
  if (live.deleted && !agreed.overwriteDrift) codes.add('OWN003');
  if (!live.deleted && !agreed.overwriteDrift) for (const code of driftOf(live, workload)) codes.add(code);
  const before = live.now;
  const locked = before.annotations['fluxcd.io/locked'] === 'true';
  const names = new Set(workload.containers.map((container) => fluxName(workload, container)));
  const named = new Map(live.workload.containers.map((container) => [fluxName(live.workload, container), container]));
  // Containers that it lacks may come from an object that leaves.
  const lacking = workload.containers.filter((container) => !named.has(fluxName(workload, container)));
  const inherited = live.deleted ? undefined : start({ ...workload, containers: lacking }, leaving, codes);
  const left = ({ repository }: Container): readonly Container[] =>
    [...named].flatMap(([name, other]) => (!names.has(name) && other.repository === repository ? [other] : []));
  const tags = workload.containers.map((container): [number, string] => {
    const previous = named.get(fluxName(workload, container));
    const tag = previous && before.tags.get(previous.id);
    if (!container.automated) {
      const was = previous ? [previous] : left(container);
      const ruled = was.filter((other) => isOwned(live.workload, before, other));
      if (locked && ruled.length > 0 && !ruled.some((other) => runs(before, other, container))) codes.add('OWN006');
      return [container.id, container.tag];
    }
    if (previous === undefined) {
      const found = new Set(left(container).map(({ id }) => before.tags.get(id) ?? ''));
      if (found.size > 1) codes.add('OWN005');
      return [container.id, [...found][0] ?? inherited?.tags.get(container.id) ?? container.tag];
    }
    if (previous.repository === container.repository) return [container.id, tag ?? container.tag];
    if (locked) codes.add('OWN006');
    else if (!agreed.acceptImage && tag !== container.tag) codes.add('OWN004');
    return [container.id, container.tag];
  });
  const locks = { ...locksIn(inherited?.annotations ?? {}), ...locksIn(before.annotations) };
  return { ...declared(workload), annotations: { ...annotationsOf(workload), ...locks }, tags: new Map(tags) };
}

/** An object that was not there: it goes on from one that leaves with the same image repository. */
function start(workload: Workload, leaving: readonly Live[], codes: Set<string>): Published {
  let annotations = annotationsOf(workload);
  const tags = new Map(declared(workload).tags);
  for (const container of workload.containers.filter(({ automated }) => automated)) {
    const candidates = leaving.flatMap(({ workload: left, now }) =>
      left.containers
        .filter(({ repository }) => repository === container.repository)
        .map(({ id }) => ({ tag: now.tags.get(id) ?? '', locks: locksIn(now.annotations) })),
    );
    if (new Set(candidates.map(({ tag, locks }) => JSON.stringify([tag, Object.entries(locks).sort()]))).size > 1)
      codes.add('OWN005');
    const [first] = candidates;
    if (first === undefined) continue;
    tags.set(container.id, first.tag);
    annotations = { ...annotations, ...first.locks };
  }
  for (const container of workload.containers.filter(({ automated }) => !automated)) {
    const candidates = leaving.flatMap(({ workload: left, now }) =>
      left.containers
        .filter((other) => other.repository === container.repository && isOwned(left, now, other))
        .map(({ id }) => ({ tag: now.tags.get(id) ?? '', locks: locksIn(now.annotations) })),
    );
    const same = candidates.filter(({ tag }) => tag === container.tag);
    const locked = (same.length > 0 ? same : candidates).find(({ locks }) => locks['fluxcd.io/locked'] === 'true');
    if (locked !== undefined && same.length === 0) codes.add('OWN006');
    annotations = { ...annotations, ...locked?.locks };
  }
  return { ...declared(workload), annotations, tags };
}

/** Whether what is published of one container is what another one pins. */
function runs({ tags, hidden }: Published, published: Container, pinned: Container): boolean {
  return !hidden.has(published.id) && tags.get(published.id) === pinned.tag && published.repository === pinned.repository;
}

/** The codes of what somebody changed who owns nothing of it, unless TypeScript says the same by now. */
function driftOf({ workload, base, now }: Live, next: Workload | undefined): readonly string[] {
  const replicas = base.replicas !== now.replicas && now.replicas !== next?.replicas;
  const tag = workload.containers.some((container) => {
    const [before, after] = [base.tags.get(container.id), now.tags.get(container.id)];
    const same = next?.containers.find((other) => fluxName(next, other) === fluxName(workload, container));
    const agrees = same?.repository === container.repository && same.tag === after;
    return !isOwned(workload, base, container) && before !== after && !agrees;
  });
  const wanted = next === undefined ? undefined : annotationsOf(next);
  const keys = [...new Set([...Object.keys(base.annotations), ...Object.keys(now.annotations)])].filter(
    (key) => !lockKeys.includes(key),
  );
  const policy = keys.some((key) => {
    const after = now.annotations[key];
    return base.annotations[key] !== after && (wanted === undefined || after !== wanted[key]);
  });
  return [...(replicas || tag || now.hidden.size > 0 ? ['OWN001'] : []), ...(policy ? ['OWN002'] : [])];
}
