import { run } from '../oracles/flux-differential';
import { type Flow } from './flow';

/** What we say that Flux sees, against what its own packages see. */
export const differential: Flow = {
  name: 'differential',
  title: "random manifests, annotations, filters and tags: fluxd's own packages see what ours see",
  async run({ cache, processes, step, proof }) {
    for (const line of await run({ cache, processes, progress: step })) proof(line, true);
  },
};
