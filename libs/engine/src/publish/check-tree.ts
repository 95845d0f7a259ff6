import type { Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import { readAsFlux } from '../disk/read-as-flux';
import type { SynthesizedFile } from '../synth/synthesized-file';
import type { LiveTree, Plan } from './plan-types';

/**
 * What would stop Flux in the tree that a publish makes, files of others included: one bad file of anybody stops its whole
 * sync. Files of ours that stay as they are have the identity of what was synthesized, and are not read: of thousands of
 * files a publish changes a few.
 * @param shown the repository as a person knows it
 */
export function checkTree(plan: Plan, next: readonly SynthesizedFile[], live: LiveTree, shown: string): readonly Diagnostic[] {
  const ours = next.map(({ path, text, manifest }) => {
    const written = plan.writes.get(path);
    return written === undefined ? { path, text, ...(manifest && { manifest }) } : { path, text: written };
  });
  const known = new Set([...ours.map(({ path }) => path), ...plan.deletes]);
  const foreign = [...live.entries].filter(([path, { mode }]) => !known.has(path) && mode !== '120000' && mode !== '160000');
  const files = foreign.flatMap(([path, { oid }]) => {
    const text = live.contents.get(oid);
    return text === undefined ? [] : [{ path, text }];
  });
  const generators = foreign.filter(([path]) => /(?:^|\/)\.flux\.yaml$/.test(path));
  return [
    ...readAsFlux([...ours, ...files.filter(({ path }) => !path.endsWith('.flux.yaml'))], shown).map((diagnostic) => ({
      help: 'mend the file in the config repository, or remove it',
      ...diagnostic,
    })),
    ...generators.map(([path]) =>
      diagnose('LAY007', {
        message: `${shown}/${path} tells Flux to generate manifests, and then it reads none of the files below`,
        help: `remove ${path} from the config repository`,
      }),
    ),
  ];
}
