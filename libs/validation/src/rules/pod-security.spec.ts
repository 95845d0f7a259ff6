import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, object } from '../fixtures';

function restricted(level = 'restricted'): Manifest {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  return object('v1', 'Namespace', { metadata: { name: 'shop', namespace: null, labels } });
}

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'nothing set',
    [restricted(), deployment()],
    [
      'SEC002 spec.template.spec.containers[name=web]: the container has no seccomp profile — set securityContext.seccompProfile.type: RuntimeDefault on the pod',
      'SEC002 spec.template.spec.containers[name=web]: the container keeps capabilities — set securityContext.capabilities.drop: ["ALL"]',
      'SEC002 spec.template.spec.containers[name=web]: the container may gain privileges — set securityContext.allowPrivilegeEscalation: false',
      'SEC002 spec.template.spec.containers[name=web]: the container may run as root — set securityContext.runAsNonRoot: true on the pod',
    ],
  ],
  [
    'all set',
    [
      restricted(),
      deployment(
        {},
        {
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 10001,
            seccompProfile: { type: 'RuntimeDefault' },
            sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
          },
        },
        { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
      ),
    ],
    [],
  ],
  ['baseline takes a plain pod', [restricted('baseline'), deployment()], []],
  [
    'baseline refuses the host',
    [
      restricted('baseline'),
      deployment(
        {},
        {
          hostNetwork: true,
          volumes: [{ name: 'a', hostPath: { path: '/' } }],
          securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] },
        },
        {
          securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
          ports: [{ containerPort: 80, hostPort: 80 }],
        },
      ),
    ],
    [
      'SEC002 spec.template.spec.containers[name=web].ports[0].hostPort: hostPort 80 is a port of the node — remove hostPort, and use a Service',
      'SEC002 spec.template.spec.containers[name=web].securityContext.capabilities.add[0]: capability SYS_ADMIN reaches the node — remove it',
      'SEC002 spec.template.spec.containers[name=web].securityContext.privileged: a privileged container is root on the node — remove privileged',
      'SEC002 spec.template.spec.hostNetwork: hostNetwork opens a namespace of the host — remove hostNetwork',
      'SEC002 spec.template.spec.securityContext.sysctls[name=kernel.msgmax]: sysctl "kernel.msgmax" is not among the safe ones — remove it',
      'SEC002 spec.template.spec.volumes[name=a].hostPath: a hostPath volume reads the node’s files — use emptyDir, configMap, secret or a claim',
    ],
  ],
  [
    'another capability',
    [
      restricted(),
      deployment(
        {},
        { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN'] },
          },
        },
      ),
    ],
    [
      'SEC002 spec.template.spec.containers[name=web].securityContext.capabilities.add[1]: capability CHOWN is not allowed — remove it',
    ],
  ],
  ['no standard', [restricted('privileged'), deployment()], []],
];

describe('pod-security', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
