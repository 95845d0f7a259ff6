import { isJsonObject, valueAt } from '@gitops/manifest';
import { isFluxWorkload } from '@gitops/ownership';
import type { FluxRule } from './rule';

const gitFields = ['git', 'ref', 'path', 'secretRef', 'skipDepUpdate'];
const repositoryFields = ['repository', 'name', 'version', 'chartPullSecret'];

export const helmChartSource: FluxRule = function* ({ manifest }) {
  if (manifest.kind !== 'HelmRelease' || !isFluxWorkload(manifest)) return;
  const path = ['spec', 'chart'];
  const chart = valueAt(manifest, path);
  if (!isJsonObject(chart)) return;
  const ofGit = gitFields.filter((field) => chart[field] !== undefined);
  const ofRepository = repositoryFields.filter((field) => chart[field] !== undefined);
  const isMixed = ofGit.length > 0 && ofRepository.length > 0;
  if (!isMixed && (chart['git'] !== undefined || chart['repository'] !== undefined)) return;
  yield {
    code: 'FLX023',
    path,
    message: isMixed ? `the chart mixes two sources: ${mix(ofGit, ofRepository)}` : 'the chart has no source',
    notes: ['the CustomResourceDefinition takes this, the Helm Operator does not'],
    help: 'give git, path and ref, or repository, name and version',
  };
};

function mix(ofGit: readonly string[], ofRepository: readonly string[]): string {
  return `${ofGit.join(', ')} of a git repository, and ${ofRepository.join(', ')} of a chart repository`;
}
