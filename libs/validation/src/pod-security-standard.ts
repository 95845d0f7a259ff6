import { isJsonObject, objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath } from './finding';
import { containersOf, itemsAt, type ContainerAt, type PodTemplate } from './pod-template';
import { minorNumber } from './syntax';

/** What a pod may not have under Kubernetes' Pod Security Standards (docs/concepts/security/pod-security-standards). */
export interface Violation {
  readonly path: IndexPath;
  /** What the standard forbids, said of the pod. */
  readonly message: string;
  readonly help: string;
}

const baselineCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Safe sysctls with the minor version since which they are. */
const safeSysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
};

const selinuxTypes: ReadonlySet<string> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

export function* baselineViolations(template: PodTemplate, minor: string): Generator<Violation> {
  const { spec, specPath } = template;
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (spec[field] === true)
      yield { path: [...specPath, field], message: `${field} opens a namespace of the host`, help: `remove ${field}` };
  }
  for (const [index, volume] of itemsAt(spec['volumes'])) {
    if (!isJsonObject(volume['hostPath'])) continue;
    const path = [...specPath, 'volumes', index, 'hostPath'];
    yield { path, message: 'a hostPath volume reads the node’s files', help: 'use emptyDir, configMap, secret or a claim' };
  }
  for (const [index, sysctl] of itemsAt(objectAt(spec['securityContext'])['sysctls'])) {
    const since = safeSysctls[stringAt(sysctl['name']) ?? ''];
    if (since !== undefined && minorNumber(minor) >= since) continue;
    const path = [...specPath, 'securityContext', 'sysctls', index];
    yield { path, message: `sysctl "${String(sysctl['name'])}" is not among the safe ones`, help: 'remove it' };
  }
  for (const { context, path } of contextsOf(template)) yield* sharedBaseline(context, path);
  for (const item of containersOf(template)) yield* containerBaseline(item);
}

/** A pod's security context and its containers', whichever sets something. */
function contextsOf(template: PodTemplate): readonly { readonly context: JsonObject; readonly path: IndexPath }[] {
  const pod = { context: objectAt(template.spec['securityContext']), path: [...template.specPath, 'securityContext'] };
  const own = containersOf(template).map(({ container, path }) => ({
    context: objectAt(container['securityContext']),
    path: [...path, 'securityContext'],
  }));
  return [pod, ...own];
}

function* sharedBaseline(context: JsonObject, path: IndexPath): Generator<Violation> {
  if (objectAt(context['seccompProfile'])['type'] === 'Unconfined') {
    yield { path: [...path, 'seccompProfile', 'type'], message: 'seccomp is switched off', help: 'set type: RuntimeDefault' };
  }
  if (objectAt(context['appArmorProfile'])['type'] === 'Unconfined') {
    yield { path: [...path, 'appArmorProfile', 'type'], message: 'AppArmor is switched off', help: 'set type: RuntimeDefault' };
  }
  if (objectAt(context['windowsOptions'])['hostProcess'] === true) {
    yield {
      path: [...path, 'windowsOptions', 'hostProcess'],
      message: 'a host process has no isolation',
      help: 'remove hostProcess',
    };
  }
  const options = objectAt(context['seLinuxOptions']);
  const bad = ['user', 'role'].find((field) => (stringAt(options[field]) ?? '') !== '');
  if (bad !== undefined || !selinuxTypes.has(stringAt(options['type']) ?? '')) {
    yield {
      path: [...path, 'seLinuxOptions'],
      message: 'an SELinux user, role or type of its own',
      help: 'remove seLinuxOptions',
    };
  }
}

function* containerBaseline({ container, path }: ContainerAt): Generator<Violation> {
  const context = objectAt(container['securityContext']);
  const at = [...path, 'securityContext'];
  if (context['privileged'] === true)
    yield { path: [...at, 'privileged'], message: 'a privileged container is root on the node', help: 'remove privileged' };
  for (const [index, capability] of capabilities(context, 'add').entries()) {
    if (baselineCapabilities.has(capability)) continue;
    yield {
      path: [...at, 'capabilities', 'add', index],
      message: `capability ${capability} reaches the node`,
      help: 'remove it',
    };
  }
  if (context['procMount'] === 'Unmasked') {
    yield { path: [...at, 'procMount'], message: 'an unmasked /proc shows the node', help: 'remove procMount' };
  }
  for (const [index, port] of itemsAt(container['ports'])) {
    if (typeof port['hostPort'] !== 'number' || port['hostPort'] === 0) continue;
    const help = 'remove hostPort, and use a Service';
    yield { path: [...path, 'ports', index, 'hostPort'], message: `hostPort ${port['hostPort']} is a port of the node`, help };
  }
}

const restrictedVolumes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** What restricted forbids beyond baseline. Windows pods are free of what only Linux has. */
export function* restrictedViolations(template: PodTemplate): Generator<Violation> {
  const { spec, specPath } = template;
  const windows = objectAt(spec['os'])['name'] === 'windows';
  for (const [index, volume] of itemsAt(spec['volumes'])) {
    const kind = Object.keys(volume).find((field) => field !== 'name' && field !== 'hostPath' && isJsonObject(volume[field]));
    if (kind === undefined || restrictedVolumes.has(kind)) continue;
    yield {
      path: [...specPath, 'volumes', index, kind],
      message: `volumes of type ${kind} are not allowed`,
      help: 'use a persistentVolumeClaim',
    };
  }
  const pod = objectAt(spec['securityContext']);
  if (pod['runAsUser'] === 0) {
    yield {
      path: [...specPath, 'securityContext', 'runAsUser'],
      message: 'user 0 is root',
      help: 'set runAsUser to another id, such as 10001',
    };
  }
  for (const { container, path } of containersOf(template)) {
    const context = objectAt(container['securityContext']);
    const at = isJsonObject(container['securityContext']) ? [...path, 'securityContext'] : path;
    if (context['runAsUser'] === 0) {
      yield { path: [...at, 'runAsUser'], message: 'user 0 is root', help: 'set runAsUser to another id, such as 10001' };
    }
    if ((context['runAsNonRoot'] ?? pod['runAsNonRoot']) !== true) {
      yield { path: at, message: 'the container may run as root', help: 'set securityContext.runAsNonRoot: true on the pod' };
    }
    if (windows) continue;
    if (context['allowPrivilegeEscalation'] !== false) {
      const message = 'the container may gain privileges';
      yield { path: at, message, help: 'set securityContext.allowPrivilegeEscalation: false' };
    }
    if (!capabilities(context, 'drop').includes('ALL')) {
      yield { path: at, message: 'the container keeps capabilities', help: 'set securityContext.capabilities.drop: ["ALL"]' };
    }
    for (const [index, capability] of capabilities(context, 'add').entries()) {
      if (capability === 'NET_BIND_SERVICE' || !baselineCapabilities.has(capability)) continue;
      yield {
        path: [...at, 'capabilities', 'add', index],
        message: `capability ${capability} is not allowed`,
        help: 'remove it',
      };
    }
    const profile = objectAt(context['seccompProfile'])['type'] ?? objectAt(pod['seccompProfile'])['type'];
    if (profile === undefined || profile === null) {
      yield {
        path: at,
        message: 'the container has no seccomp profile',
        help: 'set securityContext.seccompProfile.type: RuntimeDefault on the pod',
      };
    }
  }
}

function capabilities(context: JsonObject, list: 'add' | 'drop'): readonly string[] {
  const names = objectAt(context['capabilities'])[list];
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
}
