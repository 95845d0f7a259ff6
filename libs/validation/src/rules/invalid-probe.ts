import { isJsonObject, objectAt, stringAt, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import { httpHeaderName, portName } from '../syntax';
import type { Rule } from './rule';

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const handlers: readonly string[] = ['exec', 'grpc', 'httpGet', 'sleep', 'tcpSocket'];

/** Probes and lifecycle hooks: exactly one handler, and a port that can be one. */
export const invalidProbe: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    for (const { container, path, list } of containersOf(template)) {
      if (list === 'ephemeralContainers') continue;
      for (const field of probes) {
        const probe = container[field];
        if (isJsonObject(probe)) yield* probeIssues(field, probe, [...path, field]);
      }
      const lifecycle = objectAt(container['lifecycle']);
      for (const hook of ['postStart', 'preStop']) {
        const handler = lifecycle[hook];
        if (isJsonObject(handler)) yield* handlerIssues(hook, handler, [...path, 'lifecycle', hook]);
      }
    }
  }
};

function* probeIssues(field: (typeof probes)[number], probe: JsonObject, path: IndexPath): Generator<Issue> {
  yield* handlerIssues(field, probe, path);
  const { successThreshold, terminationGracePeriodSeconds } = probe;
  if (field !== 'readinessProbe' && typeof successThreshold === 'number' && successThreshold > 1) {
    const help = 'remove it: only a readinessProbe may ask for several successes';
    yield { code: 'K8S025', path: [...path, 'successThreshold'], message: `the successThreshold of a ${field} must be 1`, help };
  }
  if (field === 'readinessProbe' && typeof terminationGracePeriodSeconds === 'number') {
    const help = 'remove it: a readinessProbe ends no container';
    yield {
      code: 'K8S025',
      path: [...path, 'terminationGracePeriodSeconds'],
      message: `a ${field} takes no terminationGracePeriodSeconds`,
      help,
    };
  }
}

function* handlerIssues(field: string, handler: JsonObject, path: IndexPath): Generator<Issue> {
  const given = handlers.filter((kind) => isJsonObject(handler[kind]));
  if (given.length === 0) {
    const help = 'set one of httpGet, tcpSocket, exec and grpc';
    yield { code: 'K8S025', path, message: `the ${field} says nothing to do`, help };
  } else if (given.length > 1) {
    yield { code: 'K8S025', path, message: `the ${field} has ${given.join(' and ')}, and takes one of them`, help: 'keep one' };
  }
  for (const kind of ['httpGet', 'tcpSocket']) {
    const target = handler[kind];
    if (!isJsonObject(target)) continue;
    yield* portIssues(target['port'], [...path, kind, 'port']);
    for (const [index, header] of itemsAt(target['httpHeaders'])) {
      const name = stringAt(header['name']);
      const problem = name === undefined || name === '' ? undefined : httpHeaderName(name);
      if (problem !== undefined) {
        yield {
          code: 'K8S025',
          path: [...path, kind, 'httpHeaders', index, 'name'],
          message: `header name "${name}" ${problem}`,
        };
      }
    }
  }
}

/** A port by number or by the name of a container's port; a name that is all digits is refused. */
export function portProblem(port: Json | undefined): string | undefined {
  if (typeof port === 'number' && port !== 0)
    return port >= 1 && port <= 65535 ? undefined : `port ${port} must be between 1 and 65535`;
  if (typeof port !== 'string' || port === '') return undefined;
  const problem = portName(port);
  return problem === undefined ? undefined : `port name "${port}" ${problem}`;
}

function* portIssues(port: Json | undefined, path: IndexPath): Generator<Issue> {
  const message = portProblem(port);
  if (message === undefined) return;
  const help = typeof port === 'string' && /^\d+$/.test(port) ? `write it without quotes: ${port}` : undefined;
  yield { code: 'K8S025', path, message, help };
}
