import type { JsonObject } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

function definition(schema: JsonObject, scope = 'Namespaced') {
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } };
  const names = { kind: 'Widget', plural: 'widgets' };
  const spec = {
    group: 'example.com',
    names,
    scope,
    versions: [version, { ...version, name: 'v2', served: false, storage: false }],
  };
  return object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    metadata: { name: 'widgets.example.com', namespace: null },
    spec,
  });
}

function widget(spec: JsonObject, apiVersion = 'example.com/v1') {
  return object(apiVersion, 'Widget', { spec });
}

const spec = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 9 },
    color: { type: 'string', enum: ['red', 'blue'], nullable: true },
    code: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 4 },
    port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { known: { type: 'boolean' } } },
    parts: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
      items: { type: 'object', properties: { id: { type: 'string' } } },
    },
    tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    odd: { type: 'string', pattern: '(?P<go>x)' },
  },
};
const crd = definition({ type: 'object', properties: { spec } });

describe('a kind that a CustomResourceDefinition defines', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    [
      'right',
      { size: 3, color: null, port: 'http', labels: { a: 'b' }, free: { any: 1 }, parts: [{ id: 'a' }], tags: ['a'], odd: 'y' },
      [],
    ],
    ['an unknown field', { size: 3, colour: 'red' }, ['SCH001 spec.colour: unknown field "colour" — did you mean "color"?']],
    ['a missing field', {}, ['SCH003 spec: missing field "size" — add "size" to "spec"']],
    ['out of range', { size: 10 }, ['SCH005 spec.size: 10 must be at most 9']],
    ['an enum', { size: 1, color: 'green' }, ['SCH005 spec.color: "green" must be one of "red", "blue"']],
    ['a pattern', { size: 1, code: 'A1' }, ['SCH005 spec.code: "A1" must match ^[a-z]+$']],
    ['a length', { size: 1, code: 'abcde' }, ['SCH005 spec.code: "abcde" must have at most 4 characters']],
    ['null', { size: null }, ['SCH002 spec.size: expected a whole number, got null']],
    [
      'an int-or-string',
      { size: 1, port: true },
      ['SCH002 spec.port: expected a whole number or a string, got the boolean true — write it as a string: "true"'],
    ],
    [
      'a map',
      { size: 1, labels: { a: 1 } },
      ['SCH002 spec.labels.a: expected a string, got the number 1 — write it as a string: "1"'],
    ],
    [
      'a known field in a free object',
      { size: 1, free: { known: 'x' } },
      ['SCH002 spec.free.known: expected true or false, got the string "x"'],
    ],
    [
      'a duplicate key',
      { size: 1, parts: [{ id: 'a' }, { id: 'a' }] },
      ['SCH006 spec.parts[1]: the list has id "a" already, as item 0 — remove one of the two'],
    ],
    [
      'a duplicate item',
      { size: 1, tags: ['a', 'a'] },
      ['SCH006 spec.tags[1]: the list has "a" already, as item 0 — remove one of the two'],
    ],
  ])('%s', (_title, fields, expected) => {
    expect(findings([crd, widget(fields)])).toEqual(expected);
  });

  it('is not served in a version that is switched off', () => {
    const expected = [
      'SCH004 apiVersion: Kubernetes 1.27 does not serve kind "Widget" of "example.com/v2" — write apiVersion: example.com/v1',
    ];
    expect(findings([crd, widget({}, 'example.com/v2')])).toEqual(expected);
  });

  it('has the scope of the definition', () => {
    const cluster = definition({ type: 'object', properties: { spec } }, 'Cluster');
    expect(findings([cluster, widget({ size: 1 })])).toEqual([
      'FLX003 metadata.namespace: a Widget belongs to no namespace — remove metadata.namespace',
    ]);
  });

  it('is not judged where the definition itself is broken', () => {
    const broken = definition({ type: 'object', properties: { spec: { type: 'object', propertys: {} } } });
    expect(findings([broken, widget({ any: 1 })])).toEqual([
      'SCH001 spec.versions[name=v1].schema.openAPIV3Schema.properties.spec.propertys: unknown field "propertys" — did you mean "properties"?',
      'SCH001 spec.versions[name=v2].schema.openAPIV3Schema.properties.spec.propertys: unknown field "propertys" — did you mean "properties"?',
    ]);
  });
});

describe('a kind that nothing defines', () => {
  it.each([
    ['extensions/v1beta1', 'Deployment', 'apiVersion', 'write apiVersion: apps/v1'],
    ['networking.k8s.io/v1beta1', 'Ingress', 'apiVersion', 'write apiVersion: networking.k8s.io/v1'],
    ['batch/v1beta1', 'CronJob', 'apiVersion', 'write apiVersion: batch/v1'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'apiVersion', 'write apiVersion: autoscaling/v1 or autoscaling/v2'],
    ['apps/v1', 'Deploymnet', 'kind', 'did you mean "Deployment"?'],
    ['v1', 'ConfigMapList', 'kind', 'write each item as an object of its own'],
    ['example.com/v1', 'Widget', 'kind', 'add the CustomResourceDefinition of Widget to what the cluster runs'],
    [
      'resource.k8s.io/v1alpha2',
      'ResourceClaim',
      'kind',
      'add the CustomResourceDefinition of ResourceClaim to what the cluster runs',
    ],
  ])('%s %s', (apiVersion, kind, field, help) => {
    const message = `Kubernetes 1.27 does not serve kind "${kind}" of "${apiVersion}"`;
    expect(findings(object(apiVersion, kind))).toEqual([`SCH004 ${field}: ${message} — ${help}`]);
  });
});
