import { stringAt, type Json } from '@gitops/manifest';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import { portName } from '../syntax';
import type { Rule } from './rule';

/** Names of ports, and host ports that two containers of a pod would share. */
export const invalidContainerPort: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    const { hostNetwork } = template.spec;
    let hostPorts = new Set<string>();
    let previous: string | undefined;
    for (const { container, path, list } of containersOf(template)) {
      // Init containers run one after the other, and before the rest.
      if (list === 'initContainers' || list !== previous) hostPorts = new Set();
      previous = list;
      for (const [index, port] of itemsAt(container['ports'])) {
        const name = stringAt(port['name']);
        const problem = name === undefined || name === '' ? undefined : portName(name);
        if (problem !== undefined)
          yield { code: 'K8S021', path: [...path, 'ports', index, 'name'], message: `port name "${name}" ${problem}` };
        const { containerPort, hostIP, protocol } = port;
        // On the host's network the server fills in the host port.
        const isImplied = hostNetwork === true && !isGiven(port['hostPort']);
        const hostPort = isImplied ? containerPort : port['hostPort'];
        if (typeof hostPort !== 'number' || hostPort === 0) continue;
        const identity = JSON.stringify([protocol ?? 'TCP', hostIP ?? '', hostPort]);
        if (hostPorts.has(identity)) {
          yield {
            code: 'K8S021',
            path: [...path, 'ports', index, isImplied ? 'containerPort' : 'hostPort'],
            message: `${isImplied ? 'port' : 'hostPort'} ${hostPort} is taken by another port of the pod`,
            ...(isImplied && { notes: ['with hostNetwork, every port of a container is a port of the host'] }),
          };
        }
        hostPorts.add(identity);
      }
    }
  }
};

function isGiven(hostPort: Json | undefined): boolean {
  return hostPort !== undefined && hostPort !== null && hostPort !== 0;
}
