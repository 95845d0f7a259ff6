import { annotationsOf, isJsonObject, objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { isIpAddress } from '../ip-address';
import { itemsAt } from '../pod-template';
import { dns1035Label, dnsSubdomain, portName, wildcardSubdomain } from '../syntax';
import { backendsOf } from './ingress-backend';
import type { Rule } from './rule';

const legacyClass = 'kubernetes.io/ingress.class';
/** What a path of type Exact or Prefix must not contain, in any case (pkg/apis/networking/validation). */
const forbiddenInPath = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenAtEnd = ['/..', '/.'];

/** Rules, hosts, paths and backends of an Ingress. */
export const invalidIngress: Rule = function* (manifest) {
  if (manifest.kind !== 'Ingress' || manifest.apiVersion !== 'networking.k8s.io/v1') return;
  const spec = objectAt(manifest['spec']);
  const ingressRules = itemsAt(spec['rules']);
  if (ingressRules.length === 0 && !isJsonObject(spec['defaultBackend'])) {
    const path = isJsonObject(manifest['spec']) ? ['spec'] : [];
    yield { code: 'K8S015', path, message: 'the Ingress has neither rules nor a defaultBackend', help: 'set spec.rules' };
  }
  const [annotation, name] = [annotationsOf(manifest)[legacyClass], stringAt(spec['ingressClassName'])];
  if (annotation !== undefined && name !== undefined && annotation !== name) {
    const message = `annotation ${legacyClass} is "${annotation}", and ingressClassName "${name}"`;
    yield { code: 'K8S015', path: ['spec', 'ingressClassName'], message, help: 'remove the annotation' };
  }
  if (name !== undefined) yield* problemOf(name, dnsSubdomain(name), ['spec', 'ingressClassName']);
  for (const [index, rule] of ingressRules) {
    const host = stringAt(rule['host']);
    if (host !== undefined && host !== '') yield* hostIssues(host, ['spec', 'rules', index, 'host']);
    for (const [pathIndex, path] of itemsAt(objectAt(rule['http'])['paths'])) {
      yield* pathIssues(path, ['spec', 'rules', index, 'http', 'paths', pathIndex]);
    }
  }
  for (const [index, tls] of itemsAt(spec['tls'])) {
    const hosts: readonly unknown[] = Array.isArray(tls['hosts']) ? tls['hosts'] : [];
    for (const [hostIndex, host] of hosts.entries()) {
      if (typeof host === 'string') yield* problemOf(host, hostProblem(host), ['spec', 'tls', index, 'hosts', hostIndex]);
    }
    const secret = stringAt(tls['secretName']);
    if (secret !== undefined && secret !== '')
      yield* problemOf(secret, dnsSubdomain(secret), ['spec', 'tls', index, 'secretName']);
  }
  for (const [backend, path] of backendsOf(manifest)) yield* backendIssues(backend, path);
};

function* hostIssues(host: string, path: IndexPath): Generator<Issue> {
  if (isIpAddress(host))
    yield {
      code: 'K8S015',
      path,
      message: `host "${host}" must be a name, not an address`,
      help: 'remove host to match every one',
    };
  else yield* problemOf(host, hostProblem(host), path);
}

function hostProblem(host: string): string | undefined {
  return host.includes('*') ? wildcardSubdomain(host) : dnsSubdomain(host);
}

function* pathIssues(path: JsonObject, at: IndexPath): Generator<Issue> {
  const [text, type] = [stringAt(path['path']) ?? '', path['pathType']];
  const strict = type === 'Exact' || type === 'Prefix';
  if ((strict || text !== '') && !text.startsWith('/')) {
    yield {
      code: 'K8S015',
      path: text === '' ? at : [...at, 'path'],
      message: `path "${text}" must begin with "/"`,
      help: `write path: "/${text}"`,
    };
  }
  const bad = strict
    ? (forbiddenInPath.find((part) => text.includes(part)) ?? forbiddenAtEnd.find((part) => text.endsWith(part)))
    : undefined;
  if (bad !== undefined) yield { code: 'K8S015', path: [...at, 'path'], message: `path "${text}" must not have "${bad}"` };
}

function* backendIssues(backend: JsonObject, path: IndexPath): Generator<Issue> {
  const { service, resource } = backend;
  if (isJsonObject(service) === isJsonObject(resource)) {
    const message = isJsonObject(service)
      ? 'the backend has both service and resource'
      : 'the backend has neither service nor resource';
    yield { code: 'K8S015', path, message, help: 'set service: { name, port: { number } }' };
    return;
  }
  if (!isJsonObject(service)) return;
  const [name, port] = [stringAt(service['name']), objectAt(service['port'])];
  if (name !== undefined && name !== '') yield* problemOf(name, dns1035Label(name), [...path, 'service', 'name']);
  const [named, numbered] = [stringAt(port['name']) ?? '', port['number']];
  const hasNumber = typeof numbered === 'number' && numbered !== 0;
  if ((named !== '') === hasNumber) {
    const message = hasNumber ? 'the backend’s port has both name and number' : 'the backend has no port';
    yield { code: 'K8S015', path: [...path, 'service'], message, help: 'set port.number or port.name, not both' };
  } else if (named !== '') yield* problemOf(named, portName(named), [...path, 'service', 'port', 'name']);
  else if (typeof numbered === 'number' && (numbered < 1 || numbered > 65535)) {
    yield {
      code: 'K8S015',
      path: [...path, 'service', 'port', 'number'],
      message: `port ${numbered} must be between 1 and 65535`,
    };
  }
}

function* problemOf(text: string, problem: string | undefined, path: IndexPath): Generator<Issue> {
  if (problem !== undefined) yield { code: 'K8S015', path, message: `"${text}" ${problem}` };
}
