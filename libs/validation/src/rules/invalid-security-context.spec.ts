import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, deployment, findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'root though non-root',
    pod({ securityContext: { runAsNonRoot: true, runAsUser: 0 } }),
    [
      'K8S028 spec.template.spec.securityContext.runAsUser: runAsUser 0 is root, and runAsNonRoot forbids it: the kubelet would refuse to start the container — set runAsUser to the id of another user, such as 10001',
    ],
  ],
  [
    'root in a container',
    deployment({}, { securityContext: { runAsNonRoot: true, runAsUser: 1 } }, { securityContext: { runAsUser: 0 } }),
    [
      'K8S028 spec.template.spec.containers[name=web].securityContext.runAsUser: runAsUser 0 is root, and runAsNonRoot forbids it: the kubelet would refuse to start the container — set runAsUser to the id of another user, such as 10001',
    ],
  ],
  [
    'privileged without escalation',
    container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    [
      'K8S028 spec.template.spec.containers[name=web].securityContext.allowPrivilegeEscalation: a privileged container can always gain privileges, so allowPrivilegeEscalation cannot be false — remove privileged or allowPrivilegeEscalation',
    ],
  ],
  [
    'a profile without file',
    pod({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
    ['K8S028 spec.template.spec.securityContext.seccompProfile: seccomp type "Localhost" needs a localhostProfile'],
  ],
  [
    'a file without profile',
    pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } } }),
    [
      'K8S028 spec.template.spec.securityContext.seccompProfile.localhostProfile: only seccomp type "Localhost" takes a localhostProfile — remove it',
    ],
  ],
  [
    'one sysctl twice',
    pod({
      securityContext: {
        sysctls: [
          { name: 'a.b', value: '1' },
          { name: 'a.b', value: '2' },
        ],
      },
    }),
    ['K8S028 spec.template.spec.securityContext.sysctls[1].name: sysctl "a.b" is set twice — remove one of the two'],
  ],
];

describe('invalid-security-context', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
