// Renders each HelmRelease of a config repository whose chart comes from a chart repository, with the Helm Operator's own helm.
// `node scripts/render-charts/render.mjs --helm <helm 3.7.0> --kube-version 1.27.0 <config repository> <chart directory>...`
// A chart directory holds the chart at the very version that the release names. What it made goes to --out as one file for
// each release; without --out, only the kinds are listed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, parseAllDocuments, stringify } from 'yaml';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    helm: { type: 'string', default: 'helm' },
    'kube-version': { type: 'string', default: '1.27.0' },
    out: { type: 'string' },
  },
});
const [repository, ...directories] = positionals;
if (repository === undefined) {
  console.error(
    'usage: render.mjs [--helm <file>] [--kube-version <version>] [--out <directory>] <config repository> <chart>...',
  );
  process.exit(2);
}

const charts = new Map(
  directories.map((directory) => {
    const { name, version } = parse(readFileSync(join(directory, 'Chart.yaml'), 'utf8'));
    return [`${name} ${version}`, directory];
  }),
);
const releases = readdirSync(join(repository, 'releases'))
  .map((file) => parse(readFileSync(join(repository, 'releases', file), 'utf8')))
  .filter(({ spec }) => spec.chart.repository !== undefined);

const failed = releases.filter((release) => !rendered(release));
console.log(`${releases.length - failed.length} of ${releases.length} releases rendered`);
process.exit(failed.length === 0 ? 0 : 1);

function rendered({ metadata, spec }) {
  const wanted = `${spec.chart.name} ${spec.chart.version}`;
  const directory = charts.get(wanted);
  if (directory === undefined) {
    console.error(`${metadata.name}: the chart ${wanted} is not among ${[...charts.keys()].join(', ') || 'the arguments'}`);
    return false;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'render-charts-'));
  try {
    writeFileSync(join(scratch, 'values.yaml'), stringify(spec.values ?? {}));
    const namespace = spec.targetNamespace ?? metadata.namespace;
    const text = execFileSync(
      flags.helm,
      [
        ...['template', spec.releaseName, directory, '--namespace', namespace, '--include-crds'],
        ...['--kube-version', flags['kube-version'], '--values', join(scratch, 'values.yaml')],
      ],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const objects = parseAllDocuments(text).flatMap((document) => document.toJS() ?? []);
    console.log(`${metadata.name}: ${objects.length} objects of ${wanted}: ${objects.map(({ kind }) => kind).join(', ')}`);
    if (flags.out !== undefined) {
      mkdirSync(flags.out, { recursive: true });
      writeFileSync(join(flags.out, `${metadata.name}.yaml`), text);
    }
    return true;
  } catch (error) {
    console.error(`${metadata.name}: ${error.stderr || error.message}`);
    return false;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
