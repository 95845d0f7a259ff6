import { catalog } from '@gitops/diagnostics';
import { isManifest, valueAt, type Manifest } from '@gitops/manifest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { automated, helmRelease, issuesOf } from './rule-fixture';

// Words that lead the rules into every branch, with values that lead them astray.
const word = fc.constantFrom(
  'image',
  'repository',
  'registry',
  'tag',
  'values',
  'chart',
  'containers',
  'spec',
  'template',
  'name',
  '__proto__',
  'a.b',
  '',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 1, '', 'web:1', 'a:b:c', '@sha256:', 'git'),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(word, tie('value'), { maxKeys: 5 }),
})).value;
const key = fc.constantFrom(
  'fluxcd.io/automated',
  'fluxcd.io/tag.web',
  'filter.fluxcd.io/',
  'repository.fluxcd.io/a',
  'tag.fluxcd.io/a',
  'registry.fluxcd.io/a',
);
const text = fc.oneof(fc.constantFrom('true', 'semver:', 'regexp:(', 'image.tag', '..', 'a'), json);
const podSpec = fc.record({ containers: json, initContainers: json });
const spec = fc.oneof(json, fc.record({ values: json, chart: json }), fc.record({ template: fc.record({ spec: podSpec }) }));
const manifests = fc.record({
  apiVersion: fc.constantFrom('apps/v1', 'batch/v1', 'helm.fluxcd.io/v1', 'v1'),
  kind: fc.constantFrom('Deployment', 'CronJob', 'Job', 'HelmRelease', 'constructor'),
  metadata: fc.record({ name: fc.string(), annotations: fc.oneof({ weight: 4, arbitrary: fc.dictionary(key, text) }, json) }),
  spec,
});

describe('the rules of Flux', () => {
  it('never throw, and point to what is there', () => {
    fc.assert(
      fc.property(manifests, (candidate) => {
        const object: unknown = JSON.parse(JSON.stringify(candidate));
        if (!isManifest(object)) return;
        for (const issue of issuesOf(object)) {
          expect(catalog).toHaveProperty(issue.code);
          // A container without image is blamed at the field that it lacks.
          expect(valueAt(object, issue.path.slice(0, -1))).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('take values of any depth', () => {
    let values: object = { image: 'deep:1' };
    for (let depth = 0; depth < 50_000; depth++) values = depth % 2 ? [values] : { image: values };
    const release = helmRelease(automated, 'image: web:1');
    const object = { ...release, spec: { values: { image: 'web:1', down: values } } } as unknown as Manifest;
    expect(issuesOf(object).map(({ code }) => code)).toEqual(['FLX020']);
  });
});
