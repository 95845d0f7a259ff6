import { isDeepStrictEqual } from 'node:util';
import { byHand } from './by-hand';
import { ClusterModel } from './cluster-model';
import type { Agreed, Live } from './expected-publish';
import { fluxStep, type FluxStep } from './flux-steps';
import { foreignChange } from './foreign-files';
import { handStep, hideStep } from './hand-steps';
import type { Remote } from './remote';
import { objectIn } from './object-in';
import { editNames, pick, type Choice } from './source-edits';
import type { Step } from './step';
import { fileOf } from './workload';

const nothing: Agreed = { overwriteDrift: false, acceptImage: false, allowRemoval: false };

/** Plays a history, and compares after each step what is in the repository with what must be. */
export class History {
  private readonly clusters = [new ClusterModel('prod', 'clusters/prod'), new ClusterModel('test', 'clusters/test')] as const;
  /** Its manifests are written by hand, until a step adopts them. */
  private readonly handmade = new ClusterModel('edge', 'clusters/edge');
  private adopted = false;
  private readonly foreign = new Map<string, string>([
    ['README.md', 'By hand\n'],
    ['clusters/test/README.md', 'By hand as well, for testers\n'],
  ]);
  /** What each commit means, by the name that the remote gives back. */
  private readonly effects = new Map<string, () => void>();
  /** Commits that were pushed, until they are seen in the history. */
  private readonly pushed = new Set<string>();
  /** What it means if a publish that was killed has pushed before. */
  private dying: (() => void) | undefined;
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
        // Only afterwards: a source that is older than this one may have been published before it.
        if (step.do === 'race' || step.do === 'kill') await this.hearOfRecords();
      } catch (failure) {
        throw new Error(`step ${index + 1}, ${step.do}: ${failure instanceof Error ? (failure.stack ?? '') : String(failure)}`, {
          cause: failure,
        });
      }
    }
    if (this.remote.slow && (all[0]?.c ?? 0) % 4 === 0) await this.twice();
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
    const cluster = a % 8 === 6 && this.adopted ? this.handmade : this.clusters[a % 8 === 7 ? 1 : 0];
    const choice = { a: Math.floor(a / 8), b };
    const agreed = { overwriteDrift: b % 4 === 3, acceptImage: b % 8 > 4, allowRemoval: b % 16 > 7 };
    switch (step.do) {
      case 'edit':
        this.edit(cluster, step);
        return;
      case 'deploy':
        this.edit(cluster, step);
        if (b % 3 === 0) this.edit(cluster, { a: b, c: step.c + a });
        await this.publish(cluster, 0, agreed);
        return;
      case 'publish':
        await this.publish(cluster, b % 16 === 15 ? 1 : 0, agreed);
        return;
      case 'kill':
        this.edit(cluster, step);
        return this.kill(cluster, step, agreed);
      case 'race':
        if (step.c % 4 > 0) this.edit(cluster, step);
        return this.race(cluster, choice, agreed);
      case 'hand':
        return this.others(cluster, handStep(cluster, choice), step.do);
      case 'hide':
        return this.others(cluster, hideStep(cluster, choice), step.do);
      case 'foreign':
        return this.somebodysFile(cluster, choice);
      case 'adopt':
        return this.adopt(choice);
      default:
        return this.others(cluster, fluxStep(cluster, step.do, choice), step.do);
    }
  }

  private edit(cluster: ClusterModel, { a, c }: Pick<Step, 'a' | 'c'>): void {
    const what = pick(editNames, c) ?? 'add';
    cluster.edit(what, { a, b: Math.floor(c / editNames.length) }, this.newId);
  }

  private async others(cluster: ClusterModel, step: FluxStep | undefined, what: string): Promise<void> {
    if (step === undefined) return;
    const message = `${what} ${this.newId()}`;
    this.effects.set(message, () => {
      step.effect(cluster);
    });
    if (await this.remote.push(message, step.change)) this.pushed.add(message);
  }

  /** Nobody else is there: what comes of it is known beforehand. */
  private async publish(cluster: ClusterModel, age: number, agreed: Agreed): Promise<string | undefined> {
    const before = await this.remote.files();
    const expected = cluster.expect(age, agreed, this.foreignOf(cluster));
    const request = cluster.request(age, agreed);
    const { codes, commit } = await this.remote.publish(request);
    equal(codes, [...expected.codes].sort(), 'the publish ends with');
    if (codes.length > 0) return undefined;
    cluster.published(expected, request.source, commit !== undefined);
    equal(await this.remote.newCommits(), commit === undefined ? [] : [commit], 'the commits of a publish are');
    const after = await this.remote.files();
    for (const [path, text] of before) {
      const now = after.get(path);
      if (now !== undefined && now !== text && path.endsWith('.yaml') && isDeepStrictEqual(objectIn(now), objectIn(text)))
        throw new Error(`the formatting of ${path} flips:\n${text}\n${now}`);
    }
    // What made no commit would only be done once more.
    if (this.remote.slow || commit === undefined) return commit;
    const again = await this.remote.publish(request);
    equal([again.codes, again.commit], [[], undefined], 'a second publish ends with');
    return commit;
  }

  /** A publish dies, having pushed all or nothing, and the next one is right. */
  private async kill(cluster: ClusterModel, { b, c }: Step, agreed: Agreed): Promise<void> {
    let landed = false;
    this.dying = () => {
      this.land(cluster, 0, agreed);
      landed = true;
    };
    await this.remote.kill(cluster.request(0, agreed), { call: 1 + (c % 12), before: b % 2 === 0 });
    await this.check();
    this.dying = undefined;
    const commit = await this.publish(cluster, 0, agreed);
    if (landed) equal(commit, undefined, 'after a publish that has landed before it died, the next one makes');
  }

  /** Whoever publishes twice makes one commit. */
  private async twice(): Promise<void> {
    const [cluster] = this.clusters;
    const request = cluster.request(0, { overwriteDrift: true, acceptImage: true, allowRemoval: true });
    const { commit } = await this.remote.publish(request);
    const again = await this.remote.publish(request);
    if (commit !== undefined) equal([again.codes, again.commit], [[], undefined], 'a second publish ends with');
  }

  /** Two publishers of one cluster, the neighbour and Flux at once; the history says afterwards who came when. */
  private async race(cluster: ClusterModel, { a, b }: Choice, agreed: Agreed): Promise<void> {
    const neighbour = this.clusters[cluster === this.clusters[0] ? 1 : 0];
    await this.publishAmong(cluster, 0, agreed, async () => {
      await Promise.all([
        this.others(cluster, fluxStep(cluster, 'bump', { a, b }), 'bump'),
        ...(a % 2 === 0 ? [this.others(cluster, fluxStep(cluster, 'lock', { a: a + 1, b }), 'lock')] : []),
        ...(b % 2 === 0 ? [this.publishAmong(cluster, b % 4 === 0 ? 1 : 0, agreed)] : []),
        ...(b % 3 === 0 ? [this.publishAmong(neighbour, 0, agreed)] : []),
      ]);
    });
  }

  private async publishAmong(cluster: ClusterModel, age: number, agreed: Agreed, meanwhile?: () => Promise<void>): Promise<void> {
    const { commit } = await this.remote.publish(cluster.request(age, agreed), meanwhile);
    if (commit === undefined) return;
    this.pushed.add(commit);
    this.effects.set(commit, () => {
      this.land(cluster, age, agreed);
    });
  }

  /** A publish has pushed, on top of what the model has heard of by now. */
  private land(cluster: ClusterModel, age: number, agreed: Agreed): void {
    const expected = cluster.expect(age, agreed, this.foreignOf(cluster));
    equal([...expected.codes], [], 'the publish should have stopped with');
    cluster.published(expected, cluster.request(age, agreed).source, true);
  }

  /** A directory of manifests written by hand is taken over; from then on it is a cluster as the others are. */
  private async adopt({ a, b }: Choice): Promise<void> {
    if (this.adopted) return;
    this.adopted = true;
    const cluster = this.handmade;
    for (const at of [0, 1, 2]) cluster.edit('add', { a: 0, b: a + b + at }, this.newId);
    const found = cluster.source().map((workload, at) => byHand(workload, { a: a + at, b: b + 5 * at }));
    const files = found.map(({ path, text }) => [`${cluster.path}/${path}`, text] as const);
    this.foreign.set(`${cluster.path}/README.md`, `By hand, ${b}\n`);
    const message = `by hand ${this.newId()}`;
    this.effects.set(message, () => undefined);
    await this.remote.push(message, () => new Map([...files, [`${cluster.path}/README.md`, `By hand, ${b}\n`]]));
    const request = cluster.request(0, nothing);
    const unasked = await this.remote.publish(request);
    const differs = found.some(
      ({ live, path }) => path !== fileOf(live.workload).path || live.now.replicas !== live.workload.replicas,
    );
    equal(unasked.codes, differs ? ['OWN009'] : [], 'the publish over manifests written by hand ends with');
    const { codes, commit } = differs
      ? await this.remote.publish({ ...request, consents: { ...request.consents, adopt: true } })
      : unasked;
    equal([codes, commit === undefined], [[], false], 'the adoption ends with');
    const state = found.map(({ live }): [number, Live] => {
      const now = { ...live.now, replicas: live.workload.replicas };
      return [live.workload.id, { ...live, now, base: now }];
    });
    this.effects.set(commit ?? '', () => {
      cluster.published({ codes: new Set(), state: new Map(state) }, request.source, true);
    });
  }

  private async somebodysFile(cluster: ClusterModel, choice: Choice): Promise<void> {
    const changes = foreignChange(cluster, this.foreign, choice);
    if (changes === undefined) return;
    const message = `foreign ${this.newId()}`;
    this.effects.set(message, () => undefined);
    await this.remote.push(message, () => changes);
    for (const [path, text] of changes) {
      if (text === undefined) this.foreign.delete(path);
      else this.foreign.set(path, text);
    }
  }

  private foreignOf({ path }: ClusterModel): ReadonlySet<string> {
    return new Set(
      [...this.foreign.keys()].filter((each) => each.startsWith(`${path}/`)).map((each) => each.slice(path.length + 1)),
    );
  }

  private async hearOfRecords(): Promise<void> {
    for (const cluster of [...this.clusters, this.handmade]) cluster.hear(await this.remote.recorded(cluster.name));
  }

  private async check(): Promise<void> {
    for (const commit of await this.remote.newCommits()) {
      const effect = this.effects.get(commit) ?? this.dying;
      if (effect === undefined) throw new Error(`nobody made the commit ${commit}`);
      effect();
      this.pushed.delete(commit);
    }
    equal([...this.pushed], [], 'the commits that are lost are');
    const files = await this.remote.files();
    const foreign = new Set(this.foreign.keys());
    for (const [path, text] of this.foreign) equal(files.get(path), text, `the foreign file ${path} is`);
    const mistakes = [...this.clusters, ...(this.adopted ? [this.handmade] : [])].flatMap((cluster) =>
      cluster.mistakes(files, foreign),
    );
    if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  }
}

function equal(found: unknown, wanted: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${what} ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}
