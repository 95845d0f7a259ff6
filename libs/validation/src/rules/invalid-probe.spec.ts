import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'no handler',
    container({ livenessProbe: { periodSeconds: 5 } }),
    [
      'K8S025 spec.template.spec.containers[name=web].livenessProbe: the livenessProbe says nothing to do — set one of httpGet, tcpSocket, exec and grpc',
    ],
  ],
  [
    'two handlers',
    container({ livenessProbe: { exec: { command: ['x'] }, tcpSocket: { port: 80 } } }),
    [
      'K8S025 spec.template.spec.containers[name=web].livenessProbe: the livenessProbe has exec and tcpSocket, and takes one of them — keep one',
    ],
  ],
  [
    'a port in quotes',
    container({ readinessProbe: { httpGet: { port: '8080' } } }),
    [
      'K8S025 spec.template.spec.containers[name=web].readinessProbe.httpGet.port: port name "8080" must be lower-case letters, digits and single "-", with at least one letter — write it without quotes: 8080',
    ],
  ],
  [
    'a port out of range',
    container({ readinessProbe: { tcpSocket: { port: 70000 } } }),
    ['K8S025 spec.template.spec.containers[name=web].readinessProbe.tcpSocket.port: port 70000 must be between 1 and 65535'],
  ],
  [
    'several successes',
    container({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
    [
      'K8S025 spec.template.spec.containers[name=web].livenessProbe.successThreshold: the successThreshold of a livenessProbe must be 1 — remove it: only a readinessProbe may ask for several successes',
    ],
  ],
  [
    'a negative delay',
    container({ readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: -1 } }),
    ['SCH005 spec.template.spec.containers[name=web].readinessProbe.initialDelaySeconds: -1 must be at least 0'],
  ],
  [
    'a hook without command',
    container({ lifecycle: { preStop: { exec: {} } } }),
    ['SCH003 spec.template.spec.containers[name=web].lifecycle.preStop.exec: missing field "command" — add "command" to "exec"'],
  ],
];

describe('invalid-probe', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
