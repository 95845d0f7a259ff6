import { isDeepStrictEqual } from 'node:util';
import { describeDifferences } from '../draft';
import { inventoryPath } from '../inventory';
import type { Consents } from '../plan-types';
import { differences } from '@gitops/manifest';
import { expectPublish, type Agreed, type Expected, type Live, type State } from './expected-publish';
import { objectIn } from './object-in';
import { editSource, type Choice, type NewId, type Source } from './source-edits';
import { fileOf, manifestOf } from './workload';
import type { PublishRequest } from './remote';

/** One cluster: what its TypeScript said at each commit, and what must be in its directory. */
export class ClusterModel {
  readonly sources: Source[] = [[]];
  state: State = new Map();
  /** The source of the last publish, whether it made a commit or had nothing to say. */
  private recorded = 0;
  /** The text of the README that was published last. */
  private readme: string | undefined;
  /** What was compared already, by path. */
  private readonly right = new Map<string, readonly [Live, string]>();

  constructor(
    readonly name: string,
    /** Its directory in the repository. */
    readonly path: string,
  ) {}

  edit(what: string, choice: Choice, newId: NewId): void {
    this.sources.push(what === 'revert' ? this.source(1 + (choice.b % 3)) : editSource(this.source(), what, choice, newId));
  }

  source(age = 0): Source {
    return this.sources[Math.max(0, this.sources.length - 1 - age)] ?? [];
  }

  request(age: number, agreed: Agreed): PublishRequest {
    const names = [...this.state.values()].map(({ workload }) => workload.name).concat(this.source(age).map(({ name }) => name));
    const all = (yes: boolean): ReadonlySet<string> => new Set(yes ? names : []);
    const consents: Consents = {
      adopt: false,
      overwriteDrift: all(agreed.overwriteDrift),
      acceptImage: all(agreed.acceptImage),
      allowRemoval: all(agreed.allowRemoval),
    };
    const source = Math.max(0, this.sources.length - 1 - age);
    const files = [...this.source(age).map(fileOf), { path: 'README.md', text: readmeOf(this.source(age)), definition: 'app' }];
    return { cluster: this.name, path: this.path, files, source, consents };
  }

  expect(age: number, agreed: Agreed, foreign: ReadonlySet<string>): Expected {
    if (this.sources.length - 1 - age < this.recorded && this.sources.length - 1 !== 0) {
      return { codes: new Set(['OWN012']), state: this.state };
    }
    return expectPublish(this.state, this.source(age), agreed, foreign);
  }

  /** A publish went through; `pushed` where it made a commit. */
  published(expected: Expected, source: number, pushed: boolean): void {
    this.recorded = source;
    this.readme = readmeOf(this.sources[source] ?? []);
    this.state = new Map(
      [...expected.state].map(([id, live]) => [id, pushed ? live : { ...live, base: this.state.get(id)?.base ?? live.base }]),
    );
  }

  /** A publish of which nobody heard may have had nothing to say. */
  hear(recorded: number): void {
    this.recorded = Math.max(this.recorded, recorded);
  }

  change(id: number, change: (live: Live) => Live): void {
    this.state = new Map([...this.state].map(([key, live]) => [key, key === id ? change(live) : live]));
  }

  pathOf(live: Live): string {
    return `${this.path}/${fileOf(live.workload).path}`;
  }

  /** What is there against what must be: one line for each field that is not as it should be. */
  mistakes(files: ReadonlyMap<string, string>, foreign: ReadonlySet<string>): readonly string[] {
    const there = [...this.state.values()].filter(({ deleted }) => !deleted);
    const readme = `${this.path}/README.md`;
    const wanted = new Set([...there.map((live) => this.pathOf(live)), readme]);
    const extra = [...files.keys()].filter(
      (path) =>
        path.startsWith(`${this.path}/`) && !wanted.has(path) && !foreign.has(path) && path !== `${this.path}/${inventoryPath}`,
    );
    const stale = !foreign.has(readme) && files.get(readme) !== this.readme ? [`${readme} is not the newest one`] : [];
    return [
      ...extra.map((path) => `${path} should not be there`),
      ...stale,
      ...there.flatMap((live) => this.mistakesIn(live, files)),
    ];
  }

  private mistakesIn(live: Live, files: ReadonlyMap<string, string>): readonly string[] {
    const path = this.pathOf(live);
    const text = files.get(path);
    const [knownLive, knownText] = this.right.get(path) ?? [];
    if (text === undefined) return [`${path} is missing`];
    if (knownLive === live && knownText === text) return [];
    const found = objectIn(text);
    if (found === undefined) return [`${path} cannot be read`];
    const wanted = manifestOf(live.workload, live.now);
    this.right.set(path, [live, text]);
    if (isDeepStrictEqual(wanted, found)) return [];
    const fields = describeDifferences(wanted, differences(wanted, found));
    return fields.map((each) => `${path}: ${each.replace(': published ', ': must be ').replace(', now ', ', is ')}`);
  }
}

/** Somebody else's README stays; ours says what is there. */
function readmeOf(source: Source): string {
  return `# Objects\n\n${source.map(({ name }) => `- ${name}\n`).join('')}`;
}
