import { isDeepStrictEqual } from 'node:util';
import { ClusterModel } from './cluster-model';
import type { Agreed } from './expected-publish';
import { fluxStep, type FluxStep } from './flux-steps';
import type { Changes, Remote } from './remote';
import { objectIn } from './object-in';
import { editNames, pick, type Choice } from './source-edits';
import type { Step } from './step';

const nothing: Agreed = { overwriteDrift: false, acceptImage: false };

/** Plays a history, and compares after each step what is in the repository with what must be. */
export class History {
  private readonly clusters = [new ClusterModel('prod', 'clusters/prod'), new ClusterModel('test', 'clusters/test')] as const;
  private readonly foreign = new Map<string, string>([['README.md', 'By hand\n']]);
  /** What each commit means, by the name that the remote gives back. */
  private readonly effects = new Map<string, () => void>();
  /** Commits that were pushed, until they are seen in the history. */
  private readonly pushed = new Set<string>();
  private lastId = 0;

  constructor(private readonly remote: Remote) {}

  /** Publishes what every history begins with, once for all of them. */
  async begin(): Promise<void> {
    await this.remote.push('by hand', () => this.foreign);
    for (const cluster of this.begun()) await this.remote.publish(cluster.request(0, nothing));
  }

  /**
   * Goes on from where `begin` of another history has left a remote like this one.
   * @throws Error naming the step and the field
   */
  async play(all: readonly Step[]): Promise<void> {
    for (const cluster of this.begun())
      cluster.published(cluster.expect(0, nothing, new Set()), cluster.sources.length - 1, true);
    for (const [index, step] of all.entries()) {
      try {
        await this.step(step);
        await this.check();
      } catch (failure) {
        throw new Error(`step ${index + 1}, ${step.do}: ${failure instanceof Error ? (failure.stack ?? '') : String(failure)}`, {
          cause: failure,
        });
      }
    }
    if (this.remote.slow) await this.twice();
  }

  private begun(): readonly ClusterModel[] {
    for (const cluster of this.clusters) {
      for (const a of [0, 1]) cluster.edit('add', { a, b: a * 3 + 1 }, this.newId);
      cluster.edit('addContainer', { a: 0, b: 0 }, this.newId);
    }
    return this.clusters;
  }

  private readonly newId = (): number => {
    this.lastId += 1;
    return this.lastId;
  };

  private async step(step: Step): Promise<void> {
    const { a, b } = step;
    const cluster = this.clusters[a % 8 === 7 ? 1 : 0];
    const choice = { a: Math.floor(a / 8), b };
    const agreed = { overwriteDrift: b % 4 === 3, acceptImage: b % 8 > 4 };
    switch (step.do) {
      case 'edit':
        this.edit(cluster, step);
        return;
      case 'deploy':
        this.edit(cluster, step);
        if (b % 3 === 0) this.edit(cluster, { a: b, c: step.c + a });
        return this.publish(cluster, 0, agreed);
      case 'publish':
        return this.publish(cluster, b % 16 === 15 ? 1 : 0, agreed);
      case 'kill':
        this.edit(cluster, step);
        await this.remote.publish(cluster.request(0, agreed, true));
        return;
      case 'race':
        if (step.c % 4 > 0) this.edit(cluster, step);
        return this.race(cluster, choice, agreed);
      case 'hand':
        return this.hand(cluster, choice);
      case 'foreign':
        return this.somebodysFile(cluster, choice);
      default:
        return this.flux(cluster, fluxStep(cluster, step.do, choice), step.do);
    }
  }

  private edit(cluster: ClusterModel, { a, c }: Pick<Step, 'a' | 'c'>): void {
    const what = pick(editNames, c) ?? 'add';
    cluster.edit(what, { a, b: Math.floor(c / editNames.length) }, this.newId);
  }

  private async flux(cluster: ClusterModel, step: FluxStep | undefined, what: string): Promise<void> {
    if (step === undefined) return;
    const message = `${what} ${this.newId()}`;
    this.effects.set(message, () => {
      step.effect(cluster);
    });
    if (await this.remote.push(message, step.change)) this.pushed.add(message);
  }

  /** Nobody else is there: what comes of it is known beforehand. */
  private async publish(cluster: ClusterModel, age: number, agreed: Agreed): Promise<void> {
    const before = await this.remote.files();
    const expected = cluster.expect(age, agreed, this.foreignOf(cluster));
    const request = cluster.request(age, agreed);
    const { codes, commit } = await this.remote.publish(request);
    equal(codes, [...expected.codes].sort(), 'the publish ends with');
    if (codes.length > 0) return;
    cluster.published(expected, request.source, commit !== undefined);
    equal(await this.remote.newCommits(), commit === undefined ? [] : [commit], 'the commits of a publish are');
    const after = await this.remote.files();
    for (const [path, text] of before) {
      const now = after.get(path);
      if (now !== undefined && now !== text && path.endsWith('.yaml') && isDeepStrictEqual(objectIn(now), objectIn(text)))
        throw new Error(`the formatting of ${path} flips:\n${text}\n${now}`);
    }
    if (this.remote.slow) return;
    const again = await this.remote.publish(request);
    equal([again.codes, again.commit], [[], undefined], 'a second publish ends with');
  }

  /** Whoever publishes twice makes one commit. */
  private async twice(): Promise<void> {
    const [cluster] = this.clusters;
    const request = cluster.request(0, { overwriteDrift: true, acceptImage: true });
    const { commit } = await this.remote.publish(request);
    const again = await this.remote.publish(request);
    if (commit !== undefined) equal([again.codes, again.commit], [[], undefined], 'a second publish ends with');
  }

  /** Two publishers of one cluster, the neighbour and Flux at once; the history says afterwards who came when. */
  private async race(cluster: ClusterModel, { a, b }: Choice, agreed: Agreed): Promise<void> {
    const neighbour = this.clusters[cluster === this.clusters[0] ? 1 : 0];
    await this.publishAmong(cluster, 0, agreed, async () => {
      await Promise.all([
        this.flux(cluster, fluxStep(cluster, 'bump', { a, b }), 'bump'),
        ...(a % 2 === 0 ? [this.flux(cluster, fluxStep(cluster, 'lock', { a: a + 1, b }), 'lock')] : []),
        ...(b % 2 === 0 ? [this.publishAmong(cluster, b % 4 === 0 ? 1 : 0, agreed)] : []),
        ...(b % 3 === 0 ? [this.publishAmong(neighbour, 0, agreed)] : []),
      ]);
    });
  }

  private async publishAmong(cluster: ClusterModel, age: number, agreed: Agreed, meanwhile?: () => Promise<void>): Promise<void> {
    const request = cluster.request(age, agreed);
    const { commit } = await this.remote.publish(request, meanwhile);
    if (commit === undefined) return;
    this.pushed.add(commit);
    this.effects.set(commit, () => {
      const expected = cluster.expect(age, agreed, this.foreignOf(cluster));
      equal([...expected.codes], [], 'the publish should have stopped with');
      cluster.published(expected, request.source, true);
    });
  }

  /** An edit that nobody may overwrite unasked, its being taken back, or a file deleted. */
  private async hand(cluster: ClusterModel, { a, b }: Choice): Promise<void> {
    const live = pick([...cluster.state.values()], a);
    if (live === undefined || live.deleted) return;
    const path = cluster.pathOf(live);
    const replicas = b % 3 === 0 ? 1 + (Math.floor(b / 3) % 4) : live.base.replicas;
    const deletes = b % 3 === 2;
    const message = `hand ${this.newId()}`;
    this.effects.set(message, () => {
      cluster.change(live.workload.id, (now) => ({ ...now, deleted: deletes, now: { ...now.now, replicas } }));
    });
    await this.remote.push(message, (files): Changes | undefined => {
      const text = files.get(path);
      if (deletes) return new Map([[path, undefined]]);
      const edited = text?.replace(/replicas: ("?)\d+\1/, `replicas: $1${replicas}$1`);
      return edited === text ? undefined : new Map([[path, edited]]);
    });
  }

  /** A file of somebody else comes or goes, perhaps where one of ours will want to be. */
  private async somebodysFile(cluster: ClusterModel, { a, b }: Choice): Promise<void> {
    const names = cluster.source().map(({ name }) => `workloads/second/${name}-dep.yaml`);
    const path = `${cluster.path}/${pick(['notes.txt', 'workloads/extra-cm.yaml', ...names], a) ?? ''}`;
    if ([...cluster.state.values()].some((live) => cluster.pathOf(live) === path)) return;
    const text = this.foreign.has(path) ? undefined : foreignText(path, b);
    const message = `foreign ${this.newId()}`;
    this.effects.set(message, () => undefined);
    await this.remote.push(message, () => new Map([[path, text]]));
    if (text === undefined) this.foreign.delete(path);
    else this.foreign.set(path, text);
  }

  private foreignOf({ path }: ClusterModel): ReadonlySet<string> {
    return new Set(
      [...this.foreign.keys()].filter((each) => each.startsWith(`${path}/`)).map((each) => each.slice(path.length + 1)),
    );
  }

  private async check(): Promise<void> {
    for (const commit of await this.remote.newCommits()) {
      const effect = this.effects.get(commit);
      if (effect === undefined) throw new Error(`nobody made the commit ${commit}`);
      effect();
      this.pushed.delete(commit);
    }
    equal([...this.pushed], [], 'the commits that are lost are');
    const files = await this.remote.files();
    const foreign = new Set(this.foreign.keys());
    for (const [path, text] of this.foreign) equal(files.get(path), text, `the foreign file ${path} is`);
    const mistakes = this.clusters.flatMap((cluster) => cluster.mistakes(files, foreign));
    if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  }
}

function foreignText(path: string, choice: number): string {
  const name = path.replace(/[^a-z0-9]+/g, '-');
  return `# ${choice}\napiVersion:   v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: apps}\n`;
}

function equal(found: unknown, wanted: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${what} ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}
