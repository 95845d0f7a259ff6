import { readFileSync } from 'node:fs';
import { publishFiles } from './publish-files';

/** A publish in a process of its own, for specs that kill it: bundled by them, and told by a file what to publish where. */
const { url, files } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Pick<
  Parameters<typeof publishFiles>[0],
  'url' | 'files'
>;
const facts = { configRepo: { url, branch: 'master', path: '' } };

void publishFiles({ cluster: 'demo', facts, url, files, commit: '', compareTo: () => Promise.resolve('newer') }).then(
  (result) => {
    process.stdout.write(JSON.stringify({ commit: result.commit, diagnostics: result.diagnostics }));
  },
);
