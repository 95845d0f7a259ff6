import type { k8s } from 'cdk8s-plus-27';

/** The user and group as which containers run unless told otherwise; the images of this project's apps know it too. */
export const defaultUserId = 10_001;

/** Ports below this need a privilege on Linux, unless the pod's own sysctl says otherwise. */
const firstUnprivilegedPort = 1024;

/**
 * A pod security context that meets the `restricted` standard. A service that listens on a port such as 80 gets
 * `net.ipv4.ip_unprivileged_port_start=0`, one of the sysctls that Kubernetes counts as safe (since 1.22), so that it
 * needs no capability for it.
 */
export function restrictedPod(ports: readonly number[]): k8s.PodSecurityContext {
  // The placeholder of a Helm chart's value stands for any port.
  const privileged = ports.some((port) => typeof port !== 'number' || port < firstUnprivilegedPort);
  return {
    runAsNonRoot: true,
    runAsUser: defaultUserId,
    runAsGroup: defaultUserId,
    fsGroup: defaultUserId,
    seccompProfile: { type: 'RuntimeDefault' },
    ...(privileged && { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] }),
  };
}

/** The container's part of the `restricted` standard, and a root file system that nothing can write to. */
export const restrictedContainer: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
