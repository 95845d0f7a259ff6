import { Loop } from '../harness/loop';
import { NotYet } from '../harness/poll';
import { type Flow } from './flow';

const app = 'apps/gitops-example/app.ts';
const bumpsEach = 25;
const workloads = { web: 'workloads/gitops-example-dep.yaml', other: 'workloads/other/gitops-example-dep.yaml' } as const;
type Name = keyof typeof workloads;
const names = Object.keys(workloads) as readonly Name[];

/** Flux and a publisher push into one branch, as fast as they can. */
export const race: Flow = {
  name: 'race',
  title: 'Flux bumps 50 times over two workloads while publishes run in a loop: none is lost, both converge',
  async run(context) {
    const loop = await Loop.open(context, 'pair');
    await loop.begin(names);

    let bumping = true;
    let replicas = 3;
    let publishes = 0;
    let bumps = 0;
    const publisher = async (): Promise<void> => {
      // One publish for each bump at most: who pushes without pause never lets anybody else push, in any git repository.
      for (let seen = -1; bumping; seen = bumps) {
        await loop.world.until('the next bump', () => {
          if (bumping && bumps === seen) throw new NotYet(`${String(bumps)} bumps`);
        });
        const next = (replicas % 5) + 1;
        await loop.monorepo.edit(app, `Replicas.default(${String(replicas)})`, `Replicas.default(${String(next)})`);
        replicas = next;
        await loop.gitops('publish');
        publishes += 1;
      }
    };
    const bumper = async (): Promise<void> => {
      try {
        for (let round = 1; round <= bumpsEach; round += 1) {
          for (const name of names) await loop.push(name, tag(round));
          await Promise.all(names.map((name) => loop.bumped(name, tag(round), workloads[name])));
          bumps += names.length;
          if (round % 5 === 0) context.step(`${String(bumps)} bumps, ${String(publishes)} publishes`);
        }
      } finally {
        bumping = false;
      }
    };
    await Promise.all([publisher(), bumper()]);

    for (const name of names) {
      const history = await tagsInHistory(loop, workloads[name]);
      const expected = ['4f1c2d7', ...Array.from({ length: bumpsEach }, (_, index) => tag(index + 1))];
      const same = history.join() === expected.join();
      context.proof(`${name}: git has each of ${String(bumpsEach)} tags, in order, and none goes back`, same, history);
    }
    const merges = (await loop.repository.git(['rev-list', '--merges', loop.repository.branch])).trim();
    context.proof('in one straight line', merges === '', merges);

    await loop.synced();
    for (const name of names) await loop.running(loop.namespace(name), replicas, tag(bumpsEach));
    context.proof(`both run ${tag(bumpsEach)} in ${String(replicas)} pods, as the last publish says`, true);
    const repeated = await loop.gitops('publish');
    context.proof('a publish then has nothing to say', repeated.includes('nothing to publish'), repeated);
  },
};

function tag(round: number): string {
  return `b${String(round).padStart(3, '0')}`;
}

/** The tags that a file has had, oldest first, each once for as long as it stays. */
async function tagsInHistory({ repository }: Loop, path: string): Promise<readonly string[]> {
  const log = await repository.git(['log', '--reverse', '--format=', '--patch', '--unified=0', repository.branch, '--', path]);
  const tags = [...log.matchAll(/^\+\s*image: \S+:([\w.-]+)/gm)].map(([, found]) => found ?? '');
  return tags.filter((found, index) => found !== tags[index - 1]);
}
