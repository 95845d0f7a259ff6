import { stringAt } from '@gitops/manifest';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import { portName } from '../syntax';
import type { Rule } from './rule';

/** Names of ports, and host ports that two containers of a pod would share. */
export const invalidContainerPort: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    const hostPorts = new Set<string>();
    for (const { container, path, list } of containersOf(template)) {
      if (list === 'initContainers') hostPorts.clear();
      for (const [index, port] of itemsAt(container['ports'])) {
        const name = stringAt(port['name']);
        const problem = name === undefined || name === '' ? undefined : portName(name);
        if (problem !== undefined)
          yield { code: 'K8S021', path: [...path, 'ports', index, 'name'], message: `port name "${name}" ${problem}` };
        const { hostPort, hostIP, protocol } = port;
        if (typeof hostPort !== 'number' || hostPort === 0) continue;
        const identity = JSON.stringify([protocol ?? 'TCP', hostIP ?? '', hostPort]);
        if (hostPorts.has(identity)) {
          yield {
            code: 'K8S021',
            path: [...path, 'ports', index, 'hostPort'],
            message: `hostPort ${hostPort} is taken by another port of the pod`,
          };
        }
        hostPorts.add(identity);
      }
    }
  }
};
