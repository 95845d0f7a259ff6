import { describe, expect, it } from 'vitest';
import { container, deployment, findings, object } from '../fixtures';

describe('Kubernetes’ own schemas', () => {
  it.each([
    ['a misspelt field', deployment({ replica: 2 }), ['SCH001 spec.replica: unknown field "replica" — did you mean "replicas"?']],
    [
      'a field in another case',
      deployment({ Replicas: 2 }),
      ['SCH001 spec.Replicas: unknown field "Replicas" — did you mean "replicas"?'],
    ],
    [
      'a field like no other',
      object('v1', 'ConfigMap', { zebra: 1 }),
      ['SCH001 zebra: unknown field "zebra" — the fields here are binaryData, data, immutable'],
    ],
    [
      'a number in quotes',
      deployment({ replicas: '2' }),
      ['SCH002 spec.replicas: expected a whole number, got the string "2" — write it without quotes: 2'],
    ],
    ['half a replica', deployment({ replicas: 1.5 }), ['SCH002 spec.replicas: expected a whole number, got the number 1.5']],
    ['too many bits', deployment({ replicas: 3e9 }), ['SCH005 spec.replicas: 3000000000 does not fit into 32 bits']],
    [
      'a boolean in quotes',
      deployment({ paused: 'true' }),
      ['SCH002 spec.paused: expected true or false, got the string "true" — write it without quotes: true'],
    ],
    [
      'one instead of a list',
      container({ command: 'run' }),
      [
        'SCH002 spec.template.spec.containers[name=web].command: expected a list, got the string "run" — put it into a list: [...]',
      ],
    ],
    ['a list instead of one', deployment({ template: [] }), ['SCH002 spec.template: expected an object, got a list']],
    [
      'neither number nor text',
      container({ ports: [{ containerPort: true }] }),
      ['SCH002 spec.template.spec.containers[name=web].ports[0].containerPort: expected a whole number, got the boolean true'],
    ],
    ['a missing field', deployment({ selector: null }), ['SCH003 spec: missing field "selector" — add "selector" to "spec"']],
    [
      'an empty name',
      container({ name: '' }),
      ['SCH003 spec.template.spec.containers[0]: missing field "name" — add "name" to this item of "containers"'],
    ],
    [
      'an enum in another case',
      container({ imagePullPolicy: 'always' }),
      [
        'SCH005 spec.template.spec.containers[name=web].imagePullPolicy: "always" must be one of "Always", "IfNotPresent", "Never" — did you mean "Always"?',
      ],
    ],
    [
      'a time',
      object('v1', 'ConfigMap', { metadata: { creationTimestamp: 'today' } }),
      ['SCH005 metadata.creationTimestamp: "today" is not a time such as 2024-01-31T12:00:00Z'],
    ],
  ])('%s', (_title, manifest, expected) => {
    expect(findings(manifest)).toEqual(expected);
  });

  it.each([
    ['null stands for absent', deployment({ replicas: null, strategy: null, paused: null })],
    ['null as a value of a map', object('v1', 'ConfigMap', { data: { a: null } })],
    ['null in a list', container({ args: [null] })],
    [
      'int-or-string as either',
      container({ readinessProbe: { httpGet: { port: 'http' } }, livenessProbe: { httpGet: { port: 80 } } }),
    ],
    ['a quantity as a number', container({ resources: { limits: { cpu: 1 } } })],
    ['an empty enum that has a default', container({ imagePullPolicy: '' })],
    ['any object in a raw extension', object('apps/v1', 'ControllerRevision', { revision: 0, data: { any: ['thing'] } })],
    ['a priority of 0', object('scheduling.k8s.io/v1', 'PriorityClass', { metadata: { namespace: null } })],
    ['a policy without selector', object('networking.k8s.io/v1', 'NetworkPolicy', { spec: {} })],
  ])('takes %s', (_title, manifest) => {
    expect(findings(manifest)).toEqual([]);
  });
});
