import { identityOf, type Manifest } from '@gitops/manifest';
import { fluxContainers, fluxPolicies, repositoryOf, tagOf, type FluxContainer } from '@gitops/ownership';
import type { ClusterModel } from './cluster-model';
import type { Live } from './expected-publish';
import { annotate, writeChartTag, writeImage } from './flux-writer';
import { objectIn } from './object-in';
import type { Changes } from './remote';
import { pick, tags, type Choice } from './source-edits';
import { fluxName, identity, type Published } from './workload';

/** One commit of Flux, or of an operator through fluxctl: what it does to the files, and what it means. */
export interface FluxStep {
  readonly change: (files: ReadonlyMap<string, string>) => Changes | undefined;
  /** Tells the model, once the commit is in the history. */
  readonly effect: (cluster: ClusterModel) => void;
}

/** What it makes of the text of one object; undefined where it leaves it alone. */
type Write = (
  text: string,
  manifest: Manifest,
) => { readonly text: string; readonly means: (live: Live) => Published } | undefined;

const writes: Readonly<Record<string, (choice: Choice) => Write>> = {
  bump: (choice) => (text, manifest) => setTag(text, manifest, choice, {}),
  // One commit, because a tag without its lock would be bumped again at once.
  rollback: (choice) => (text, manifest) => setTag(text, manifest, choice, lock(choice)),
  lock: (choice) => (text) => setAnnotations(text, lock(choice)),
  unlock: () => (text) =>
    setAnnotations(text, {
      'fluxcd.io/locked': undefined,
      'fluxcd.io/locked_user': undefined,
      'fluxcd.io/locked_msg': undefined,
    }),
  automate: () => (text) => setAnnotations(text, { 'fluxcd.io/automated': 'true' }),
  deautomate: () => (text) => setAnnotations(text, { 'fluxcd.io/automated': undefined }),
  filter:
    ({ b }) =>
    (text, manifest) => {
      const container = pick(fluxContainers(manifest), b);
      return container && setAnnotations(text, { [`fluxcd.io/tag.${container.name}`]: 'glob:m*' });
    },
};

export type FluxWrite = 'bump' | 'rollback' | 'lock' | 'unlock' | 'automate' | 'deautomate' | 'filter';

export function fluxStep(cluster: ClusterModel, write: FluxWrite, choice: Choice): FluxStep | undefined {
  const live = pick([...cluster.state.values()], choice.a);
  if (live === undefined || live.deleted || live.workload.containers.length === 0) return undefined;
  const path = cluster.pathOf(live);
  let means: ((live: Live) => Published) | undefined;
  return {
    change: (files) => {
      const text = files.get(path);
      const manifest = text === undefined ? undefined : objectIn(text);
      if (text === undefined || manifest === undefined || identityOf(manifest) !== identity(live.workload)) return undefined;
      const written = writes[write]?.(choice)(text, manifest);
      if (written === undefined || written.text === text) return undefined;
      means = written.means;
      return new Map([[path, written.text]]);
    },
    effect: (model) => {
      model.change(live.workload.id, (now) => ({ ...now, now: means?.(now) ?? now.now }));
    },
  };
}

function lock({ b }: Choice): Readonly<Record<string, string>> {
  const by = { 'fluxcd.io/locked_user': 'Jane Doe <jane@example.org>', 'fluxcd.io/locked_msg': `because of ${b % 3}` };
  return { 'fluxcd.io/locked': 'true', ...(b % 2 === 0 && by) };
}

/** Flux leaves locked objects alone; somebody who rolls back does not. */
function setTag(
  text: string,
  manifest: Manifest,
  { b }: Choice,
  annotations: Readonly<Record<string, string>>,
): ReturnType<Write> {
  const { automated, locked, filters } = fluxPolicies(manifest);
  const container = pick(fluxContainers(manifest), b);
  const tag = pick(tags, Math.floor(b / 4)) ?? tags[0];
  const rollsBack = Object.keys(annotations).length > 0;
  // Flux writes a digest back as it is, and does not see a tag that is no text.
  if (container === undefined || tagOf(container) === '' || !automated || (locked && !rollsBack)) return undefined;
  const filter = filters.get(container.name)?.filter;
  if (filter?.kind === 'glob' && filter.pattern === tagOf(container)) return undefined;
  const written = setAnnotations(writeTag(text, manifest, container, tag), annotations);
  const means = (live: Live): Published => {
    const { workload } = live;
    const own = workload.containers.find((each) => fluxName(workload, each) === container.name);
    const now = written.means(live);
    return own === undefined ? now : { ...now, tags: new Map([...now.tags, [own.id, tag]]) };
  };
  return { text: written.text, means };
}

function writeTag(text: string, { kind }: Manifest, container: FluxContainer, tag: string): string {
  if (kind === 'HelmRelease' && container.name === 'chart-image') return writeChartTag(text, tag);
  return writeImage(text, container.name, `${repositoryOf(container)}:${tag}`);
}

function setAnnotations(
  text: string,
  changes: Readonly<Record<string, string | undefined>>,
): { readonly text: string; readonly means: (live: Live) => Published } {
  return {
    text: annotate(text, changes),
    means: ({ now }) => {
      const all = Object.entries({ ...now.annotations, ...changes });
      return {
        ...now,
        annotations: Object.fromEntries(all.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
      };
    },
  };
}
