import { isJsonObject, objectAt, stringAt } from '@gitops/manifest';
import { containersOf, podTemplatesOf } from '../pod-template';
import { dnsLabel } from '../syntax';
import type { Rule } from './rule';

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** Names of containers, and what init containers may not have unless they are sidecars (restartPolicy Always). */
export const invalidContainer: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    for (const { container, path, list } of containersOf(template)) {
      const name = stringAt(container['name']);
      const problem = name === undefined || name === '' ? undefined : dnsLabel(name);
      if (problem !== undefined)
        yield { code: 'K8S020', path: [...path, 'name'], message: `container name "${name}" ${problem}` };
      if (list === 'initContainers' && container['restartPolicy'] !== 'Always') {
        for (const probe of probes.filter((field) => isJsonObject(container[field]))) {
          const help = 'move it to a container that keeps running';
          yield { code: 'K8S020', path: [...path, probe], message: `an init container takes no ${probe}`, help };
        }
      }
      if (list === 'containers' && typeof container['restartPolicy'] === 'string' && container['restartPolicy'] !== '') {
        const help = 'set it on the pod, or move the container to initContainers to make it a sidecar';
        yield {
          code: 'K8S020',
          path: [...path, 'restartPolicy'],
          message: 'only an init container has a restartPolicy of its own',
          help,
        };
      }
    }
    const { hostNetwork } = template.spec;
    if (hostNetwork !== true) continue;
    for (const { container, path, list } of containersOf(template)) {
      if (list !== 'containers') continue;
      for (const [index, port] of (Array.isArray(container['ports']) ? container['ports'] : []).entries()) {
        const { hostPort, containerPort } = objectAt(port);
        if (typeof hostPort !== 'number' || hostPort === 0 || hostPort === containerPort) continue;
        const message = `hostPort ${hostPort} must be the containerPort, because the pod uses the host's network`;
        yield { code: 'K8S020', path: [...path, 'ports', index, 'hostPort'], message, help: 'remove hostPort' };
      }
    }
  }
};
