import type { Diagnostic } from '@gitops/diagnostics';
import { isJsonObject, readYaml } from '@gitops/manifest';
import { posix } from 'node:path';
import { diagnose } from '../diagnostic';
import { chartDirectories } from '../disk/chart-directories';
import { readAsFlux } from '../disk/read-as-flux';
import { submodule } from '../git/config-repository';
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
  const foreign = [...live.entries].filter(([path, { mode }]) => !known.has(path) && mode !== '120000' && mode !== submodule);
  const files = foreign.flatMap(([path, { oid }]) => {
    const text = live.contents.get(oid);
    return text === undefined ? [] : [{ path, text }];
  });
  const charts = chartDirectories(live.entries.keys());
  const notText = foreign.filter(
    ([path, { oid }]) => /\.ya?ml$/.test(path) && !live.contents.has(oid) && !charts.some((chart) => path.startsWith(chart)),
  );
  const directory = live.directory ? `${shown}/${live.directory}` : shown;
  const unread = notText.map(([path]) =>
    diagnose('LAY006', {
      source: { file: `${directory}/${path}`, line: 1, column: 1 },
      message: 'Flux cannot rely on this YAML: it is no text in UTF-8',
    }),
  );
  return [
    ...[...readAsFlux([...ours, ...files], directory), ...unread].map((diagnostic) => ({
      help: 'mend the file in the config repository, or remove it',
      ...diagnostic,
    })),
    ...checkGenerator(next, plan, live, shown),
  ];
}

/**
 * Flux, run with manifest generation, takes the nearest .flux.yaml from the directory upwards, and none below it; only where
 * that says scanForFiles does it read manifests (fluxcd/flux pkg/manifests/configaware.go).
 */
function checkGenerator(next: readonly SynthesizedFile[], plan: Plan, live: LiveTree, shown: string): readonly Diagnostic[] {
  const name = '.flux.yaml';
  const published = plan.deletes.includes(name) ? undefined : live.entries.get(name);
  const own = next.find(({ path }) => path === name)?.text ?? live.contents.get(published?.oid ?? '');
  const ownPath = posix.join(live.directory ?? '', name);
  const generator = own === undefined ? live.generatorAbove : { path: ownPath, text: own };
  if (generator === undefined || scansForFiles(generator.text)) return [];
  return [
    diagnose('LAY007', {
      message: `${shown}/${generator.path} tells Flux to generate manifests, and then it reads none of the files below`,
      help: `write "version: 1" and "scanForFiles: {}" into ${ownPath}, and nothing else, or remove ${generator.path} from the config repository`,
    }),
  ];
}

function scansForFiles(text: string): boolean {
  const { documents, problems } = readYaml(text);
  const value = documents[0]?.value;
  return problems.length === 0 && value !== undefined && isJsonObject(value) && isJsonObject(value['scanForFiles']);
}
