import { identityOf, type Manifest } from '@gitops/manifest';
import { fluxContainers, repositoryOf } from '@gitops/ownership';
import type { ConfigRepository } from '../git/config-repository';
import { readLive } from '../publish/live-object';

export interface HistoryCommit {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  /** ISO 8601, with the author's time zone. */
  readonly date: string;
  readonly subject: string;
}

/** What a file was after one commit. */
export interface FileVersion {
  readonly commit: HistoryCommit;
  readonly path: string;
  /** Undefined where it could not be read as one object. */
  readonly manifest: Manifest | undefined;
}

/** Ids of a file's content; undefined where the file was not there. */
interface FileChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

interface Step {
  readonly commit: HistoryCommit;
  readonly changes: ReadonlyMap<string, FileChange>;
}

/** Most questions are answered by the newest versions of a file; whatever goes further back reads on in larger portions. */
const [firstPortion, laterPortion] = [4, 100];

/**
 * What the branch of a config repository has been, commit by commit, newest first. A merge counts as one step: what was
 * published is what the branch held, not what the branches merged into it did.
 */
export class History {
  private readonly stepsOf = new Map<string, number[]>();
  private readonly manifests = new Map<string, Manifest | undefined>();

  private constructor(
    private readonly repository: ConfigRepository,
    private readonly steps: readonly Step[],
  ) {
    steps.forEach(({ changes }, index) => {
      for (const path of changes.keys()) {
        const known = this.stepsOf.get(path);
        if (known === undefined) this.stepsOf.set(path, [index]);
        else known.push(index);
      }
    });
  }

  /** One process for the whole history, which comes without the contents of files. */
  static async read(repository: ConfigRepository): Promise<History> {
    if (repository.head === undefined) return new History(repository, []);
    await repository.fetchHistory();
    // Without --no-renames git would fetch contents one by one, to see which are alike.
    const options = [
      '--first-parent',
      '-m',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '--format=%x01%H%x02%an%x02%ae%x02%aI%x02%s',
    ];
    const log = (await repository.git('-c', 'core.quotePath=false', 'log', ...options, repository.head)).toString('utf8');
    return new History(repository, log.split('\u0001').slice(1).map(parseStep));
  }

  /** The commit that touched a file last, its deletion included. */
  lastCommitOf(path: string): HistoryCommit | undefined {
    return this.steps[this.stepsOf.get(path)?.[0] ?? -1]?.commit;
  }

  /** Fetches the newest versions of many files at once. */
  async prefetch(paths: readonly string[]): Promise<void> {
    const portions = paths.flatMap((path) =>
      (this.stepsOf.get(path) ?? []).slice(0, firstPortion).map((step) => this.changeAt(step, path)?.after),
    );
    await this.repository.read(portions.filter((oid) => oid !== undefined));
  }

  /** What a file has been, newest first; where it has moved, what it was at its earlier path. */
  async *versionsOf(path: string, firstStep = 0): AsyncGenerator<FileVersion> {
    const steps = (this.stepsOf.get(path) ?? []).filter((step) => step >= firstStep);
    for (const [index, step] of steps.entries()) {
      const change = this.changeAt(step, path);
      const commit = this.steps[step]?.commit;
      if (change?.after === undefined || commit === undefined) continue;
      await this.readAhead(steps, index, path);
      const manifest = await this.manifestOf(change.after);
      yield { commit, path, manifest };
      const origin = change.before === undefined && manifest !== undefined ? await this.movedFrom(step, manifest) : undefined;
      if (origin === undefined) continue;
      yield* this.versionsOf(origin, step + 1);
      return;
    }
  }

  /** The file that left in the commit in which an object came: the object's earlier file, or that of the object it took over from. */
  private async movedFrom(step: number, manifest: Manifest): Promise<string | undefined> {
    const left = [...(this.steps[step]?.changes ?? [])].flatMap(([path, { before, after }]) =>
      before !== undefined && after === undefined && /\.ya?ml$/.test(path) ? [{ path, before }] : [],
    );
    await this.repository.read(left.map(({ before }) => before));
    const objects = await Promise.all(left.map(async ({ path, before }) => ({ path, object: await this.manifestOf(before) })));
    const same = objects.find(({ object }) => object !== undefined && identityOf(object) === identityOf(manifest));
    if (same !== undefined) return same.path;
    const repositories = new Set(fluxContainers(manifest).map(repositoryOf));
    const heirs = objects.filter(
      ({ object }) =>
        object !== undefined && fluxContainers(object).some((container) => repositories.has(repositoryOf(container))),
    );
    return heirs.length === 1 ? heirs[0]?.path : undefined;
  }

  private changeAt(step: number, path: string): FileChange | undefined {
    return this.steps[step]?.changes.get(path);
  }

  private async readAhead(steps: readonly number[], index: number, path: string): Promise<void> {
    const isStart = index === 0 || (index - firstPortion) % laterPortion === 0;
    if (!isStart) return;
    const portion = steps.slice(index, index + (index === 0 ? firstPortion : laterPortion));
    await this.repository.read(portion.flatMap((step) => this.changeAt(step, path)?.after ?? []));
  }

  private async manifestOf(oid: string): Promise<Manifest | undefined> {
    if (!this.manifests.has(oid)) {
      const file = readLive((await this.repository.read([oid])).get(oid) ?? '');
      this.manifests.set(oid, file.kind === 'object' ? file.manifest : undefined);
    }
    return this.manifests.get(oid);
  }
}

function parseStep(record: string): Step {
  const [head = '', ...lines] = record.split('\n');
  const [id = '', author = '', email = '', date = '', subject = ''] = head.split('\u0002');
  const changes = lines.flatMap((line): readonly (readonly [string, FileChange])[] => {
    const [, before = '', after = '', path = ''] = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) \w+\t(.*)$/.exec(line) ?? [];
    return path === '' ? [] : [[path, { before: present(before), after: present(after) }]];
  });
  return { commit: { id, author, email, date, subject }, changes: new Map(changes) };
}

/** Git writes zeros for a file that is not there. */
function present(oid: string): string | undefined {
  return /^0+$/.test(oid) ? undefined : oid;
}
