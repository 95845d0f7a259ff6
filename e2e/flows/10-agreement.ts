import { run } from '../oracles/api-agreement';
import { type Flow } from './flow';

/** What we refuse, against what the API server refuses. */
export const agreement: Flow = {
  name: 'agreement',
  title: '2,000 mutated manifests: what the API server refuses and we accept, and the reverse, by kind of mutation',
  async run({ cache, processes, step, world }) {
    const { cluster } = await world();
    for (const line of await run({ cache, processes, progress: step, server: cluster.api })) step(line);
  },
};
