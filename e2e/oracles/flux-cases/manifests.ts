import { isJsonObject, objectAt, type Json, type JsonObject, type Manifest } from '@gitops/manifest';
import * as fc from 'fast-check';
import { filters, images } from './filters';

/** Weighted towards well-formed: one malformed field is enough for a case. */
function mostly<T extends Json>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 12, arbitrary: right as fc.Arbitrary<Json> }, { weight: 1, arbitrary: wrong });
}

const odd = fc.constantFrom<Json>(null, true, false, 0, 1, -1, 1.5, 1e21, '', 'text', [], {}, ['a'], { a: 'b' });
/** Without bare numbers: fluxd reads `name: 1` as a text, and the schema refuses it before. */
const oddName = fc.constantFrom<Json>(null, [], {});
const numberLike = fc.constantFrom(
  '1',
  '1.0',
  '1e3',
  '0x1f',
  'true',
  'null',
  '~',
  '0123',
  '12:30',
  '2020-01-01',
  ' a',
  'a: b',
  '# c',
);

const policies = [
  'automated',
  'locked',
  'locked_user',
  'locked_msg',
  'ignore',
  'tag.web',
  'tag.chart-image',
  'tag.',
  'tag_all',
  'other',
];
const annotation = fc.oneof(
  fc
    .tuple(fc.constantFrom('fluxcd.io/', 'fluxcd.io/', 'flux.weave.works/'), fc.constantFrom(...policies))
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'filter.fluxcd.io/proxy',
    'filter.fluxcd.io/web',
    'filter.fluxcd.io/',
    'fluxcd.io',
    'xfluxcd.io/locked',
    'helm.fluxcd.io/a',
  ),
);
const annotationValue = mostly(
  fc.oneof(fc.constantFrom('true', 'true', 'false', 'True', 'sync_only', ''), filters, numberLike),
  odd,
);

/** fluxd takes either at random where two annotations set one policy, so no case has two. */
function policyOf(key: string): string {
  return key.replace(/^filter\.fluxcd\.io\//, 'tag.').replace(/^(fluxcd\.io|flux\.weave\.works)\//, '');
}
const annotations = mostly(
  fc
    .uniqueArray(fc.tuple(annotation, annotationValue), { maxLength: 4, selector: ([key]) => policyOf(key) })
    .map(Object.fromEntries<Json>),
  odd,
);

const container = mostly(
  fc.record({
    name: mostly(fc.constantFrom('web', 'proxy', ''), oddName),
    image: mostly(fc.oneof(images, numberLike), oddName),
  }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>('text', 1, ['a'], { a: 'b' }),
);
const containers = mostly(fc.array(container, { maxLength: 3 }) as fc.Arbitrary<Json>, odd);

/** What is not fluxd's concern is there and right, so that only what is can make a case be refused. */
function templateOf(rest: JsonObject = {}): fc.Arbitrary<Json> {
  const podSpec = fc
    .record({ containers, initContainers: containers }, { requiredKeys: [] })
    .map((lists) => ({ ...lists, ...rest }));
  return mostly(
    fc.record({ metadata: fc.constant({ labels: { app: 'web' } }), spec: mostly(podSpec as fc.Arbitrary<Json>, odd) }),
    odd,
  );
}

function manifestOf(apiVersion: string, kind: string, spec: fc.Arbitrary<Json>, notes = annotations): fc.Arbitrary<Manifest> {
  return fc.record({ annotations: notes, spec }, { requiredKeys: ['spec'] }).map(({ annotations, spec }): Manifest => {
    const metadata = { name: 'web', namespace: 'shop', ...(annotations !== undefined && { annotations }) };
    return { apiVersion, kind, metadata, spec };
  });
}

/** Objects that run pods, of every kind in which fluxd looks for containers. */
export const workloads: fc.Arbitrary<Manifest> = fc.oneof(
  ...['Deployment', 'DaemonSet', 'StatefulSet'].map((kind) => {
    const rest = { selector: { matchLabels: { app: 'web' } }, ...(kind === 'StatefulSet' && { serviceName: 'web' }) };
    const spec = templateOf().map((template): JsonObject => ({ ...rest, template }));
    return manifestOf('apps/v1', kind, mostly(spec, odd));
  }),
  manifestOf(
    'batch/v1',
    'CronJob',
    templateOf({ restartPolicy: 'Never' }).map((template) => ({ schedule: '0 3 * * *', jobTemplate: { spec: { template } } })),
  ),
);

const key = fc.constantFrom(
  'image',
  'image',
  'repository',
  'registry',
  'tag',
  'tag',
  'web',
  'chart-image',
  'deep',
  'a.b',
  '',
  '0',
);
const scalar = mostly(fc.oneof(images, fc.constantFrom('1', 'v1', 'quay.io', 'localhost:5000', 'registry', 'quay.io/shop')), odd);
const list = fc.array(scalar, { maxLength: 2 }) as fc.Arbitrary<Json>;

/** Values of a chart: maps of up to this depth, in which images lie in every shape, whole and broken. */
function mapOf(depth: number): fc.Arbitrary<Json> {
  const value =
    depth === 1 ? fc.oneof(scalar, list) : fc.oneof({ weight: 2, arbitrary: scalar }, { weight: 3, arbitrary: mapOf(depth - 1) });
  return fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>;
}

const aliasPath = fc.oneof(
  fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join('.')),
  fc.constantFrom(
    'web.image',
    'web.tag',
    'web.registry',
    'deep.er.image',
    'deep.er.image.repository',
    'deep.er.tag',
    'deep.er.image.tag',
  ),
);
const alias = fc.tuple(
  fc
    .constantFrom('repository', 'repository', 'tag', 'registry')
    .chain((part) => fc.constantFrom('web', 'deep', 'chart-image', 'other').map((name) => `${part}.fluxcd.io/${name}`)),
  aliasPath,
);
const aliases = fc.uniqueArray(alias, { maxLength: 4, selector: ([name]) => name }).map(Object.fromEntries<Json>);
const values = mapOf(3);

const chart = { git: 'ssh://git@example.com/charts', path: 'web', ref: 'main' };

export const releases: fc.Arbitrary<Manifest> = manifestOf(
  'helm.fluxcd.io/v1',
  'HelmRelease',
  mostly(fc.record({ chart: fc.constant(chart), values: mostly(values, odd) }), odd),
  fc.tuple(annotations, aliases).map(([others, aliases]): Json => (isJsonObject(others) ? { ...others, ...aliases } : others)),
);

/** An image with a tag, as two or three fields. */
const fields = fc.record({
  registry: fc.constantFrom('quay.io', 'localhost:5000', '127.0.0.1:5000', 'quay.io/shop', 'registry:5000', ''),
  repository: fc.constantFrom('web', 'shop/web', 'a/b/c', 'quay.io/web'),
  tag: fc.constantFrom('1', 'v1.2', '4f1c2d7', 'true', '1e3'),
});
const spelled: fc.Arbitrary<Json> = fc
  .tuple(fields, fc.constantFrom('image', 'image.repository'), fc.constantFrom('registry', 'tag', 'both', 'reference'))
  .map(([{ registry, repository, tag }, place, shape]) => {
    const hasRegistry = shape === 'registry' || shape === 'both';
    const hasTag = shape === 'tag' || shape === 'both';
    const name = hasRegistry || registry === '' ? repository : `${registry}/${repository}`;
    const beside = { ...(hasRegistry && { registry }), ...(hasTag && { tag }) };
    const text = hasTag ? name : `${name}:${tag}`;
    return place === 'image' ? { image: text, ...beside } : { image: { repository: text, ...beside } };
  });

/** HelmReleases that are automated without a filter, and whose images fluxd can mostly bump. */
export const automatedReleases: fc.Arbitrary<Manifest> = fc
  .record(
    { top: spelled, web: spelled, 'chart-image': spelled, deep: fc.record({ er: spelled }), noise: values, aliases },
    { requiredKeys: [] },
  )
  .map(({ top, aliases, ...values }) => ({
    apiVersion: 'helm.fluxcd.io/v1',
    kind: 'HelmRelease',
    metadata: { name: 'web', namespace: 'shop', annotations: { 'fluxcd.io/automated': 'true', ...objectAt(aliases) } },
    spec: { chart, values: { ...objectAt(top), ...values } },
  }));

/** A release in which nothing is wrong. */
export const wellFormedRelease: Manifest = {
  apiVersion: 'helm.fluxcd.io/v1',
  kind: 'HelmRelease',
  metadata: {
    name: 'web',
    namespace: 'default',
    labels: { app: 'web' },
    annotations: { 'fluxcd.io/automated': 'true', 'fluxcd.io/tag.chart-image': 'glob:*' },
  },
  spec: {
    releaseName: 'web',
    chart,
    values: { image: { repository: 'quay.io/shop/web', tag: 'v1' }, replicas: 2, ingress: { hosts: ['a.b'], tls: null } },
  },
};
