import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { cronJob, findings, job } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'no restart policy',
    job({}, { restartPolicy: null }),
    [
      'K8S031 spec.template.spec: the pods of a Job need a restartPolicy — set restartPolicy: Never, or OnFailure to restart in place',
    ],
  ],
  [
    'Always',
    job({}, { restartPolicy: 'Always' }),
    [
      'K8S031 spec.template.spec.restartPolicy: the pods of a Job end, and restartPolicy is "Always" — set restartPolicy: Never, or OnFailure to restart in place',
    ],
  ],
  [
    'in a CronJob',
    cronJob({ jobTemplate: { spec: { template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } } } }),
    [
      'K8S031 spec.jobTemplate.spec.template.spec: the pods of a Job need a restartPolicy — set restartPolicy: Never, or OnFailure to restart in place',
    ],
  ],
  ['Indexed', job({ completionMode: 'Indexed' }), ['K8S031 spec: completionMode "Indexed" needs completions — set completions']],
  [
    'a selector',
    job({ selector: { matchLabels: { a: 'b' } } }),
    ['K8S031 spec.selector: a Job’s selector is not for the user to write — remove selector: the server makes one'],
  ],
  [
    'a failure policy',
    job({
      podFailurePolicy: {
        rules: [{ action: 'FailJob', onExitCodes: { containerName: 'x', operator: 'In', values: [0, 2, 1] } }],
      },
    }),
    [
      'K8S031 spec.podFailurePolicy.rules[0].onExitCodes.containerName: the pod has no container "x"',
      'K8S031 spec.podFailurePolicy.rules[0].onExitCodes.values: exit code 0 is no failure',
      'K8S031 spec.podFailurePolicy.rules[0].onExitCodes.values: the exit codes must be in ascending order, each once',
    ],
  ],
  [
    'a condition of pods',
    job({
      podFailurePolicy: {
        rules: [
          {
            action: 'Ignore',
            onPodConditions: [
              { type: 'DisruptionTarget', status: 'True' },
              { type: 'Node lost', status: 'True' },
            ],
          },
        ],
      },
    }),
    [
      'K8S031 spec.podFailurePolicy.rules[0].onPodConditions[1].type: "Node lost" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
    ],
  ],
];

describe('invalid-job', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
