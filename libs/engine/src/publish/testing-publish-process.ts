import { readFileSync } from 'node:fs';
import type { SynthesizedFile } from '../synth/synthesized-file';
import { publishFiles } from './publish-files';

/** What a publish in a process of its own is told. */
export interface PublishOrder {
  readonly url: string;
  readonly cluster: string;
  /** The cluster's directory. */
  readonly path: string;
  readonly files: readonly SynthesizedFile[];
  /** Numbers the commits of the monorepo. */
  readonly source: number;
  readonly consents?: {
    readonly overwriteDrift: readonly string[];
    readonly acceptImage: readonly string[];
    readonly allowRemoval: readonly string[];
  };
}

// Bundled by the specs that kill it, and told by a file what to publish where.
const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as PublishOrder;
const { url, cluster, path, files, source, consents } = order;
const agreed = consents && {
  overwriteDrift: new Set(consents.overwriteDrift),
  acceptImage: new Set(consents.acceptImage),
  allowRemoval: new Set(consents.allowRemoval),
};
const compareTo = (published: string): Promise<'not newer' | 'newer'> =>
  Promise.resolve(Number(published) > source ? 'not newer' : 'newer');

void publishFiles(
  { cluster, facts: { configRepo: { url, branch: 'master', path } }, url, files, commit: String(source), compareTo },
  { ...(agreed && { consents: agreed }) },
).then((result) => {
  process.stdout.write(JSON.stringify({ commit: result.commit, diagnostics: result.diagnostics }));
});
