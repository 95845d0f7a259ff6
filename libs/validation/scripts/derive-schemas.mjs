// Derives schemas/<minor>.json from the OpenAPI document inside the Go module k8s.io/kubernetes.
// A maintainer runs it by hand after a Kubernetes release: node libs/validation/scripts/derive-schemas.mjs [minor...]
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { alsoRequired, limits, notRequired } from './limits.mjs';

/** The releases that were read, one per minor: newest of its line whose module can be had whole. */
const releases = [
  'v1.27.8',
  'v1.28.15',
  'v1.29.15',
  'v1.30.14',
  'v1.31.14',
  'v1.32.13',
  'v1.33.13',
  'v1.34.4',
  'v1.35.4',
  'v1.36.3',
  'v1.37.2',
];

const directory = join(dirname(fileURLToPath(import.meta.url)), '..', 'schemas');
const keptKeywords = new Set(['$ref', 'type', 'format', 'items', 'properties', 'additionalProperties', 'required', 'enum']);
const keptExtensions = [
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
];

/** Types whose Go UnmarshalJSON takes more than OpenAPI v2 can say; from the types' own Go source. */
const schemaProps = { $ref: '#/definitions/io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps' };
const anything = { 'x-kubernetes-preserve-unknown-fields': true };
const handwritten = {
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': anything,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool': { anyOf: [{ type: 'boolean' }, schemaProps] },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray': {
    anyOf: [schemaProps, { type: 'array', items: schemaProps }],
  },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray': {
    anyOf: [schemaProps, { type: 'array', items: { type: 'string' } }],
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string', format: 'quantity' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': anything,
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: 'string', format: 'micro-time' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': anything,
};

const run = promisify(execFile);

async function download(release) {
  try {
    const { stdout } = await run('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${release}`], { maxBuffer: 1 << 24 });
    return JSON.parse(stdout).Dir;
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error('derive-schemas needs Go on the PATH (https://go.dev/dl)');
    throw new Error(`go could not download k8s.io/kubernetes@${release}: ${error.message.split('\n')[0]}`);
  }
}

/** A stock API server serves no alpha API, and of the beta ones only flow control (pkg/controlplane/instance.go). */
function servedByDefault({ group, version }) {
  if (version.includes('alpha')) return false;
  return !version.includes('beta') || group === 'flowcontrol.apiserver.k8s.io';
}

/**
 * A kind counts as served where its collection takes POST and its items PATCH: what `kubectl apply` needs. That leaves
 * out reviews, bindings and evictions, which are requests and no objects.
 */
function servedKinds(paths) {
  const kinds = new Map();
  for (const [path, { post }] of Object.entries(paths)) {
    const identity = post?.['x-kubernetes-group-version-kind'];
    if (identity === undefined || path.endsWith('}') || paths[`${path}/{name}`]?.patch === undefined) continue;
    if (!servedByDefault(identity)) continue;
    const { group, version, kind } = identity;
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const body = post.parameters.find((parameter) => parameter.in === 'body').schema.$ref;
    const scope = path.includes('/namespaces/{namespace}/') ? 'Namespaced' : 'Cluster';
    kinds.set(`${apiVersion}/${kind}`, { scope, definition: definitionName(body) });
  }
  return sorted(kinds);
}

function definitionName(reference) {
  return reference.slice('#/definitions/'.length);
}

function sorted(entries) {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The keywords that validation reads, in a fixed order; `properties` is the one place where keys are no keywords. */
function strip(schema) {
  const kept = {};
  for (const keyword of [...keptKeywords, ...keptExtensions]) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (keyword === 'properties') kept.properties = sorted(Object.entries(value).map(([key, field]) => [key, strip(field)]));
    else if (keyword === 'items' || keyword === 'additionalProperties')
      kept[keyword] = typeof value === 'object' ? strip(value) : value;
    else kept[keyword] = value;
  }
  return kept;
}

function definitionOf(name, schema) {
  if (handwritten[name] !== undefined) return handwritten[name];
  const stripped = strip(schema);
  const key = name.split('.').slice(-3).join('.');
  // The API server resets status on create and writes it itself, so what it would ask of one does not matter.
  const required = /(Status|Condition|NodeSystemInfo|AttachedVolume|StateTerminated)$/.test(name)
    ? []
    : requiredFields(stripped, key);
  delete stripped.required;
  if (required.length > 0) stripped.required = required;
  for (const [field, limit] of Object.entries(limits[key] ?? {})) {
    const property = stripped.properties[field];
    if (property === undefined) continue;
    Object.assign(property, limit, limit.items === undefined ? {} : { items: { ...property.items, ...limit.items } });
  }
  return stripped;
}

function requiredFields(schema, key) {
  const fields = [...(schema.required ?? []), ...(alsoRequired[key] ?? [])];
  return [...new Set(fields)].filter((field) => !(notRequired[key] ?? []).includes(field)).sort();
}

function reachable(definitions, roots) {
  const found = new Map();
  const pending = [...roots];
  while (pending.length > 0) {
    const name = pending.pop();
    if (found.has(name)) continue;
    const schema = definitionOf(name, definitions[name]);
    found.set(name, schema);
    JSON.stringify(schema, (key, value) => {
      if (key === '$ref' && typeof value === 'string') pending.push(definitionName(value));
      return value;
    });
  }
  return sorted(found);
}

function print(document) {
  const lines = (record) =>
    Object.entries(record)
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{"kubernetes":${JSON.stringify(document.kubernetes)},"kinds":{\n${lines(document.kinds)}\n},"definitions":{\n${lines(document.definitions)}\n}}\n`;
}

async function derive(release) {
  const swagger = JSON.parse(await readFile(join(await download(release), 'api/openapi-spec/swagger.json'), 'utf8'));
  const kinds = servedKinds(swagger.paths);
  const definitions = reachable(
    swagger.definitions,
    Object.values(kinds).map(({ definition }) => definition),
  );
  const minor = /^v(\d+\.\d+)\./.exec(release)[1];
  await writeFile(join(directory, `${minor}.json`), print({ kubernetes: release, kinds, definitions }));
  console.log(`${minor}.json: ${release}, ${Object.keys(kinds).length} kinds, ${Object.keys(definitions).length} definitions`);
}

const wanted = process.argv.slice(2);
await mkdir(directory, { recursive: true });
try {
  for (const release of releases) {
    if (wanted.length === 0 || wanted.some((minor) => release.startsWith(`v${minor}.`))) await derive(release);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
