import { isJsonObject, objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { isStrictSubset, parseCidr } from '../ip-address';
import { itemsAt } from '../pod-template';
import { portProblem } from './invalid-probe';
import type { Rule } from './rule';

/** Ports and peers of a NetworkPolicy. */
export const invalidNetworkPolicy: Rule = function* (manifest) {
  if (manifest.kind !== 'NetworkPolicy' || manifest.apiVersion !== 'networking.k8s.io/v1') return;
  const spec = objectAt(manifest['spec']);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [index, rule] of itemsAt(spec[direction])) {
      const path = ['spec', direction, index];
      for (const [portIndex, port] of itemsAt(rule['ports'])) yield* portIssues(port, [...path, 'ports', portIndex]);
      for (const [peerIndex, peer] of itemsAt(rule[peers])) yield* peerIssues(peer, [...path, peers, peerIndex]);
    }
  }
};

function* portIssues(rule: JsonObject, path: IndexPath): Generator<Issue> {
  const { port, endPort } = rule;
  const problem = port === 0 ? 'port 0 must be between 1 and 65535' : portProblem(port);
  if (problem !== undefined) yield { code: 'K8S039', path: [...path, 'port'], message: problem };
  if (typeof endPort !== 'number') return;
  if (typeof port !== 'number') {
    yield {
      code: 'K8S039',
      path: [...path, 'endPort'],
      message: 'endPort needs a port by number',
      help: 'set port to the first number',
    };
  } else if (endPort < port) {
    yield { code: 'K8S039', path: [...path, 'endPort'], message: `endPort ${endPort} is less than port ${port}` };
  }
}

function* peerIssues(peer: JsonObject, path: IndexPath): Generator<Issue> {
  const selectors = ['podSelector', 'namespaceSelector'].filter((field) => isJsonObject(peer[field]));
  const block = peer['ipBlock'];
  if (!isJsonObject(block)) {
    if (selectors.length > 0) return;
    const help = 'set podSelector, namespaceSelector or ipBlock; {} selects everything';
    yield { code: 'K8S039', path, message: 'the peer selects nothing', help };
    return;
  }
  if (selectors.length > 0)
    yield { code: 'K8S039', path, message: `the peer has both ipBlock and ${selectors[0]}`, help: 'write two peers' };
  yield* blockIssues(block, [...path, 'ipBlock']);
}

function* blockIssues(block: JsonObject, path: IndexPath): Generator<Issue> {
  const text = stringAt(block['cidr']);
  if (text === undefined || text === '') return;
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    yield {
      code: 'K8S039',
      path: [...path, 'cidr'],
      message: `"${text}" is no block of IP addresses`,
      help: 'write one such as 10.0.0.0/8',
    };
    return;
  }
  const exceptions: readonly unknown[] = Array.isArray(block['except']) ? block['except'] : [];
  for (const [index, exception] of exceptions.entries()) {
    const inner = typeof exception === 'string' ? parseCidr(exception) : undefined;
    if (typeof exception !== 'string' || (inner !== undefined && isStrictSubset(inner, cidr))) continue;
    const message = inner === undefined ? `"${exception}" is no block of IP addresses` : `"${exception}" is not within "${text}"`;
    yield { code: 'K8S039', path: [...path, 'except', index], message };
  }
}
