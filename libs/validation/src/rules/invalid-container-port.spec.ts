import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a long name',
    container({ ports: [{ name: 'a-very-long-port-name', containerPort: 80 }] }),
    [
      'K8S021 spec.template.spec.containers[name=web].ports[name=a-very-long-port-name].name: port name "a-very-long-port-name" must have at most 15 characters',
    ],
  ],
  [
    'digits only',
    container({ ports: [{ name: '80', containerPort: 80 }] }),
    [
      'K8S021 spec.template.spec.containers[name=web].ports[name=80].name: port name "80" must be lower-case letters, digits and single "-", with at least one letter',
    ],
  ],
  [
    'out of range',
    container({ ports: [{ containerPort: 70000 }] }),
    ['SCH005 spec.template.spec.containers[name=web].ports[0].containerPort: 70000 must be at most 65535'],
  ],
  [
    'one host port twice',
    container({
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
    }),
    ['K8S021 spec.template.spec.containers[name=web].ports[1].hostPort: hostPort 80 is taken by another port of the pod'],
  ],
  [
    'tcp and udp share a host port',
    container({
      ports: [
        { containerPort: 53, hostPort: 53 },
        { containerPort: 53, hostPort: 53, protocol: 'UDP' },
      ],
    }),
    [],
  ],
  [
    'one port twice on the host’s network',
    pod({
      hostNetwork: true,
      containers: [
        { name: 'web', image: 'shop/web:1', ports: [{ containerPort: 80 }] },
        { name: 'proxy', image: 'shop/proxy:1', ports: [{ containerPort: 80 }, { containerPort: 81 }] },
      ],
    }),
    ['K8S021 spec.template.spec.containers[name=proxy].ports[0].containerPort: port 80 is taken by another port of the pod'],
  ],
  [
    'two containers with networks of their own',
    pod({
      containers: [
        { name: 'web', image: 'shop/web:1', ports: [{ containerPort: 80 }] },
        { name: 'proxy', image: 'shop/proxy:1', ports: [{ containerPort: 80 }] },
      ],
    }),
    [],
  ],
  [
    'one host port before and after the start',
    pod({
      initContainers: [{ name: 'init', image: 'shop/init:1', ports: [{ containerPort: 80, hostPort: 80 }] }],
      containers: [{ name: 'web', image: 'shop/web:1', ports: [{ containerPort: 80, hostPort: 80 }] }],
    }),
    [],
  ],
];

describe('invalid-container-port', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
