import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, deployment, findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a name',
    container({ name: 'Web_1' }),
    [
      'K8S020 spec.template.spec.containers[name=Web_1].name: container name "Web_1" must be lower-case letters, digits and "-", and begin and end with a letter or digit',
    ],
  ],
  [
    'a probe of an init container',
    pod({ initContainers: [{ name: 'init', image: 'a:1', readinessProbe: { tcpSocket: { port: 1 } } }] }),
    [
      'K8S020 spec.template.spec.initContainers[name=init].readinessProbe: an init container takes no readinessProbe — move it to a container that keeps running',
    ],
  ],
  [
    'a host port on the host network',
    deployment({}, { hostNetwork: true }, { ports: [{ containerPort: 80, hostPort: 81 }] }),
    [
      "K8S020 spec.template.spec.containers[name=web].ports[0].hostPort: hostPort 81 must be the containerPort, because the pod uses the host's network — remove hostPort",
    ],
  ],
  [
    'a pull policy',
    container({ imagePullPolicy: 'always' }),
    [
      'SCH005 spec.template.spec.containers[name=web].imagePullPolicy: "always" must be one of "Always", "IfNotPresent", "Never" — did you mean "Always"?',
    ],
  ],
];

describe('invalid-container', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
