import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, deployment, findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'two containers',
    pod({ initContainers: [{ name: 'web', image: 'a:1' }] }),
    ['SCH006 spec.template.spec.containers[name=web]: another item has name "web" already — rename or remove one of the two'],
  ],
  [
    'two volumes',
    pod({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: {} },
      ],
    }),
    ['SCH006 spec.template.spec.volumes[1]: another item has name "a" already — rename or remove one of the two'],
  ],
  [
    'two mounts at one place',
    deployment(
      {},
      { volumes: [{ name: 'a', emptyDir: {} }] },
      {
        volumeMounts: [
          { name: 'a', mountPath: '/x' },
          { name: 'a', mountPath: '/x' },
        ],
      },
    ),
    [
      'SCH006 spec.template.spec.containers[name=web].volumeMounts[1]: another item has mountPath "/x" already — rename or remove one of the two',
    ],
  ],
  [
    'two ports of one name',
    container({
      ports: [
        { name: 'http', containerPort: 80 },
        { name: 'http', containerPort: 81 },
      ],
    }),
    [
      'SCH006 spec.template.spec.containers[name=web].ports[1]: another item has name "http" already — rename or remove one of the two',
    ],
  ],
  [
    'two variables are taken',
    container({
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    }),
    [],
  ],
  ['two equal ports are taken', container({ ports: [{ containerPort: 80 }, { containerPort: 80 }] }), []],
];

describe('duplicate-list-item', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
