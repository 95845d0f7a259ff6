// Derives from a Helm chart's directory which values there are, and of which type: names and types, nothing else.
// `node scripts/chart-values/derive.mjs <chart directory> <repository URL> > platform/<component>/generated/chart.ts`
// The charts: github.com/jenkinsci/helm-charts (charts/jenkins), github.com/aws/eks-charts (stable/aws-load-balancer-controller).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [directory, repository] = process.argv.slice(2);
if (directory === undefined || repository === undefined) {
  console.error('usage: derive.mjs <chart directory> <repository URL>');
  process.exit(2);
}

const chart = parse(readFileSync(join(directory, 'Chart.yaml'), 'utf8'));
const templates = readdirSync(join(directory, 'templates'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ya?ml|tpl)$/.test(name))
  .sort()
  .map((name) => readFileSync(join(directory, 'templates', name), 'utf8'))
  .join('\n');

const values = typeOf(parse(readFileSync(join(directory, 'values.yaml'), 'utf8'), { merge: true }));
// What values.yaml has only in comments, the templates still read.
for (const [, path] of templates.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g)) addUnder(values, keys(path));
// A map that a template prints whole may have keys of which the chart knows nothing.
for (const [, path] of templates.matchAll(/(?:toYaml|range [^}\n]*|tpl \(?toYaml) ?\(?\$?\w*\.Values((?:\.\w+)+)/g))
  open(values, keys(path));
for (const [, path, body] of templates.matchAll(/with \$?\w*\.Values((?:\.\w+)+) ?-?}}([^]*?){{-? ?end/g)) {
  if (/toYaml \./.test(body)) open(values, keys(path));
}

const { name, version, appVersion } = chart;
console.log(`// Made by scripts/chart-values/derive.mjs from the chart ${name} ${version}; do not edit.`);
console.log(
  `export const chart = ${JSON.stringify({ name, version, appVersion: String(appVersion), repository, values }, null, 2)} as const;`,
);

/** The type of a default. A map without keys takes any; null says nothing of the type. */
function typeOf(value) {
  if (value === null || value === undefined) return 'any';
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).map(([key, field]) => [key, typeOf(field)]);
  return entries.length === 0 ? { '*': 'any' } : Object.fromEntries(entries);
}

function keys(path) {
  return path.slice(1).split('.');
}

function addUnder(node, [key, ...rest]) {
  if (key === undefined || typeof node !== 'object' || '*' in node) return;
  node[key] ??= rest.length > 0 ? { '*': 'any' } : 'any';
  addUnder(node[key], rest);
}

function open(node, path) {
  const at = path.reduce((inner, key) => (typeof inner === 'object' ? inner[key] : undefined), node);
  if (typeof at !== 'object') return;
  at['*'] = 'any';
  for (const key of Object.keys(at)) open(at, [key]);
}
