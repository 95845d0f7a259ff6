// Derives helmrelease.json from the Go module github.com/fluxcd/helm-operator, whose licence is Apache-2.0.
// A maintainer runs it by hand: node platform/helm-operator/crd/derive.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const source = {
  module: 'github.com/fluxcd/helm-operator',
  version: 'v1.4.4',
  file: 'chart/helm-operator/crds/helmrelease.yaml',
  licence: 'Apache-2.0',
};

/** Without descriptions, which no API server needs, and without what the API server writes itself. */
function stripped(value) {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, field]) => !(key === 'description' && typeof field === 'string'));
  return Object.fromEntries(kept.map(([key, field]) => [key, stripped(field)]));
}

const module = JSON.parse(
  execFileSync('go', ['mod', 'download', '-json', `${source.module}@${source.version}`], { encoding: 'utf8' }),
);
const { apiVersion, kind, metadata, spec } = stripped(parse(readFileSync(join(module.Dir, source.file), 'utf8')));
const crd = { apiVersion, kind, metadata: { name: metadata.name }, spec };
writeFileSync(join(import.meta.dirname, 'helmrelease.json'), `${JSON.stringify({ source, crd }, null, 2)}\n`);
