import { isJsonObject, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { isIpAddress, parseCidr } from '../ip-address';
import { itemsAt } from '../pod-template';
import { dnsLabel, dnsSubdomain, qualifiedName } from '../syntax';
import { duplicates } from './duplicate-list-item';
import { portProblem } from './invalid-probe';
import type { Rule } from './rule';

/** The kubelet's own port, which a load balancer must not expose. */
const kubeletPort = 10250;

/** Ports, type and addresses of a Service. */
export const invalidService: Rule = function* (manifest) {
  if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') return;
  const spec = manifest['spec'];
  if (!isJsonObject(spec)) {
    yield { code: 'K8S012', path: [], message: 'the Service has no ports', help: 'set spec.ports' };
    return;
  }
  yield* typeIssues(spec, stringAt(spec['type']) ?? 'ClusterIP');
  yield* portIssues(spec, stringAt(spec['type']) ?? 'ClusterIP');
  yield* addressIssues(spec);
};

function* typeIssues(spec: JsonObject, type: string): Generator<Issue> {
  const headless = spec['clusterIP'] === 'None';
  const ports = itemsAt(spec['ports']);
  if (ports.length === 0 && !headless && type !== 'ExternalName') {
    yield { code: 'K8S012', path: ['spec'], message: 'the Service has no ports', help: 'set spec.ports' };
  }
  if (type === 'ExternalName') {
    const name = (stringAt(spec['externalName']) ?? '').replace(/\.$/, '');
    const problem = name === '' ? undefined : dnsSubdomain(name);
    if (name === '')
      yield {
        code: 'K8S012',
        path: ['spec'],
        message: 'type "ExternalName" needs an externalName',
        help: 'set spec.externalName',
      };
    if (problem !== undefined) yield { code: 'K8S012', path: ['spec', 'externalName'], message: `"${name}" ${problem}` };
    if (isSet(spec['clusterIP']))
      yield { code: 'K8S012', path: ['spec', 'clusterIP'], message: 'type "ExternalName" takes no clusterIP' };
  }
  const external = type === 'NodePort' || type === 'LoadBalancer';
  if (external && headless) {
    yield {
      code: 'K8S012',
      path: ['spec', 'clusterIP'],
      message: `type "${type}" needs an address, and clusterIP is "None"`,
      help: 'remove clusterIP',
    };
  }
  if (!external && isSet(spec['externalTrafficPolicy'])) {
    const message = `type "${type}" takes no externalTrafficPolicy`;
    yield {
      code: 'K8S012',
      path: ['spec', 'externalTrafficPolicy'],
      message,
      help: 'remove it, or write type: NodePort or LoadBalancer',
    };
  }
  for (const field of ['loadBalancerClass', 'allocateLoadBalancerNodePorts', 'loadBalancerSourceRanges']) {
    const value = spec[field];
    if (type === 'LoadBalancer' || value === undefined || value === null || (Array.isArray(value) && value.length === 0))
      continue;
    yield {
      code: 'K8S012',
      path: ['spec', field],
      message: `only type "LoadBalancer" takes ${field}`,
      help: 'remove it, or write type: LoadBalancer',
    };
  }
}

function* portIssues(spec: JsonObject, type: string): Generator<Issue> {
  const ports = itemsAt(spec['ports']).map(([index, port]): readonly [IndexPath, JsonObject] => [['spec', 'ports', index], port]);
  for (const [path, port] of ports) {
    const name = stringAt(port['name']);
    const problem = name === undefined || name === '' ? undefined : dnsLabel(name);
    if (problem !== undefined) yield { code: 'K8S012', path: [...path, 'name'], message: `port name "${name}" ${problem}` };
    if (!isSet(name) && ports.length > 1) {
      yield { code: 'K8S012', path, message: 'a Service with several ports must name each', help: 'set name, such as "http"' };
    }
    const target = portProblem(port['targetPort']);
    if (target !== undefined) {
      const help = /^\d+$/.test(String(port['targetPort']))
        ? `write it without quotes: ${String(port['targetPort'])}`
        : undefined;
      yield { code: 'K8S012', path: [...path, 'targetPort'], message: `target ${target}`, help };
    }
    const protocol = stringAt(port['appProtocol']);
    const protocolProblem = protocol === undefined ? undefined : qualifiedName(protocol);
    if (protocolProblem !== undefined)
      yield { code: 'K8S012', path: [...path, 'appProtocol'], message: `"${protocol}" ${protocolProblem}` };
    if (type === 'LoadBalancer' && port['port'] === kubeletPort) {
      yield {
        code: 'K8S012',
        path: [...path, 'port'],
        message: `port ${kubeletPort} is the kubelet's, and a load balancer may not expose it`,
      };
    }
    if (type === 'ClusterIP' && typeof port['nodePort'] === 'number' && port['nodePort'] !== 0) {
      const help = 'remove nodePort, or write type: NodePort';
      yield { code: 'K8S012', path: [...path, 'nodePort'], message: 'type "ClusterIP" takes no nodePort', help };
    }
  }
  yield* duplicates(ports, ['name']);
  // The server fills in the protocol before it compares.
  const withProtocol = ports.map(([path, port]): readonly [IndexPath, JsonObject] => [
    path,
    {
      ...port,
      protocol: isSet(port['protocol']) ? (port['protocol'] ?? '') : 'TCP',
      nodePort: port['nodePort'] === 0 ? null : (port['nodePort'] ?? null),
    },
  ]);
  yield* duplicates(withProtocol, ['port', 'protocol']);
  yield* duplicates(withProtocol, ['nodePort', 'protocol']);
}

function* addressIssues(spec: JsonObject): Generator<Issue> {
  const cluster = stringAt(spec['clusterIP']);
  if (cluster !== undefined && cluster !== '' && cluster !== 'None' && !isIpAddress(cluster)) {
    yield {
      code: 'K8S012',
      path: ['spec', 'clusterIP'],
      message: `"${cluster}" is no IP address`,
      help: 'remove it: the server chooses one',
    };
  }
  const lists = [
    ['externalIPs', isIpAddress, 'is no IP address'],
    [
      'loadBalancerSourceRanges',
      (text: string) => parseCidr(text.trim()) !== undefined,
      'is no block of IP addresses such as 10.0.0.0/8',
    ],
  ] as const;
  for (const [field, check, problem] of lists) {
    const values: readonly unknown[] = Array.isArray(spec[field]) ? spec[field] : [];
    for (const [index, value] of values.entries()) {
      if (typeof value !== 'string' || check(value)) continue;
      yield { code: 'K8S012', path: ['spec', field, index], message: `"${value}" ${problem}` };
    }
  }
  const families = spec['ipFamilies'];
  if (Array.isArray(families) && new Set(families).size < families.length) {
    yield { code: 'K8S012', path: ['spec', 'ipFamilies'], message: 'an IP family is there twice' };
  }
}

function isSet(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
