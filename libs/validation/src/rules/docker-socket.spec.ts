import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object, pod } from '../fixtures';

const says =
  'nodes have no docker daemon since Kubernetes 1.24, and whoever reaches one is root on its node — build images by a rootless BuildKit in the pod, as platform/jenkins does';

function mounting(path: string): Manifest {
  return pod({ volumes: [{ name: 'docker', hostPath: { path } }] });
}

function release(values: JsonObject): Manifest {
  return object('helm.fluxcd.io/v1', 'HelmRelease', { spec: { chart: { git: 'x', path: 'y' }, values } });
}

const cases: readonly (readonly [string, Manifest, readonly string[]])[] = [
  [
    'the seed’s volume',
    mounting('/var/run/docker.sock'),
    [`SEC003 spec.template.spec.volumes[name=docker].hostPath.path: ${says}`],
  ],
  [
    'the same by its other path',
    mounting('/run/docker.sock'),
    [`SEC003 spec.template.spec.volumes[name=docker].hostPath.path: ${says}`],
  ],
  [
    'a volume in the values of a release',
    release({ agent: { volumes: [{ type: 'HostPath', hostPath: '/var/run/docker.sock' }] } }),
    [`SEC003 spec.values.agent.volumes[0].hostPath: ${says}`],
  ],
  [
    'a text in the values of a release',
    release({ controller: { JCasC: { configScripts: { cloud: 'hostPath: /var/run/docker.sock\n' } } } }),
    [`SEC003 spec.values.controller.JCasC.configScripts.cloud: ${says}`],
  ],
  [
    'an address in the values of a release',
    release({ env: [{ name: 'DOCKER_HOST', value: 'unix:///run/docker.sock' }] }),
    [`SEC003 spec.values.env[name=DOCKER_HOST].value: ${says}`],
  ],
  ['another socket', mounting('/run/containerd/containerd.sock'), []],
  ['a longer name', mounting('/var/run/docker.sock.d'), []],
  ['a path that only ends alike', release({ path: '/srv/run/docker.sock' }), []],
  ['no hostPath at all', pod({ volumes: [{ name: 'tmp', emptyDir: {} }] }), []],
  ['values that are none', object('helm.fluxcd.io/v1', 'HelmRelease', { spec: { chart: {}, values: null } }), []],
];

describe('docker-socket', () => {
  it.each(cases)('%s', (_title, manifest, expected) => {
    expect(findings(manifest).filter((finding) => finding.startsWith('SEC003'))).toEqual(expected);
  });
});
