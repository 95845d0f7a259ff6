import { objectAt, stringAt, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { isIpAddress } from '../ip-address';
import { itemsAt, podTemplatesOf } from '../pod-template';
import { dnsLabel, dnsSubdomain, minorNumber, qualifiedName, type SyntaxCheck } from '../syntax';
import type { Rule } from './rule';

const names: readonly (readonly [string, SyntaxCheck])[] = [
  ['serviceAccountName', dnsSubdomain],
  ['nodeName', dnsSubdomain],
  ['priorityClassName', dnsSubdomain],
  ['runtimeClassName', dnsSubdomain],
  ['hostname', dnsLabel],
  ['subdomain', dnsLabel],
];

/** What concerns a pod as a whole: the names it refers to, DNS, and host aliases. */
export const invalidPod: Rule = function* (manifest, { minor }) {
  for (const { spec, specPath } of podTemplatesOf(manifest)) {
    for (const [field, check] of names) {
      const name = stringAt(spec[field]);
      const problem = name === undefined || name === '' ? undefined : check(name);
      if (problem !== undefined) yield { code: 'K8S027', path: [...specPath, field], message: `"${name}" ${problem}` };
    }
    yield* dnsIssues(spec, specPath, minor);
    for (const [index, alias] of itemsAt(spec['hostAliases'])) yield* aliasIssues(alias, [...specPath, 'hostAliases', index]);
    for (const [index, gate] of itemsAt(spec['readinessGates'])) {
      const type = stringAt(gate['conditionType']);
      const problem = type === undefined || type === '' ? undefined : qualifiedName(type);
      if (problem !== undefined) {
        yield { code: 'K8S027', path: [...specPath, 'readinessGates', index, 'conditionType'], message: `"${type}" ${problem}` };
      }
    }
  }
};

function* dnsIssues(spec: JsonObject, specPath: IndexPath, minor: string): Generator<Issue> {
  const config = objectAt(spec['dnsConfig']);
  const path = [...specPath, 'dnsConfig'];
  const servers = strings(config['nameservers']);
  if (spec['dnsPolicy'] === 'None' && servers.length === 0) {
    const help = 'set dnsConfig.nameservers';
    yield { code: 'K8S027', path: [...specPath, 'dnsPolicy'], message: 'dnsPolicy "None" needs a nameserver', help };
  }
  if (servers.length > 3)
    yield { code: 'K8S027', path: [...path, 'nameservers'], message: `at most 3 nameservers, not ${servers.length}` };
  for (const [index, server] of servers.entries()) {
    if (isIpAddress(server)) continue;
    yield { code: 'K8S027', path: [...path, 'nameservers', index], message: `"${server}" is no IP address` };
  }
  const searches = strings(config['searches']);
  if (searches.length > 32)
    yield { code: 'K8S027', path: [...path, 'searches'], message: `at most 32 search domains, not ${searches.length}` };
  const length = searches.join(' ').length;
  if (length > 2048)
    yield { code: 'K8S027', path: [...path, 'searches'], message: `at most 2048 characters of search domains, not ${length}` };
  for (const [index, search] of searches.entries()) {
    const problem = searchProblem(search, minor);
    if (problem !== undefined) yield { code: 'K8S027', path: [...path, 'searches', index], message: `"${search}" ${problem}` };
  }
}

/** Gate RelaxedDNSSearchValidation, on by default since 1.33, lets names have underscores, and a dot alone be the root. */
function searchProblem(search: string, minor: string): string | undefined {
  if (minorNumber(minor) < 33) return dnsSubdomain(search.replace(/\.$/, ''));
  return search === '.' ? undefined : dnsSubdomain(search.replace(/\.$/, '').replaceAll('_', 'a'));
}

function* aliasIssues(alias: JsonObject, path: IndexPath): Generator<Issue> {
  const ip = stringAt(alias['ip']) ?? '';
  if (!isIpAddress(ip)) yield { code: 'K8S027', path: [...path, 'ip'], message: `"${ip}" is no IP address` };
  for (const [index, name] of strings(alias['hostnames']).entries()) {
    const problem = dnsSubdomain(name);
    if (problem !== undefined) yield { code: 'K8S027', path: [...path, 'hostnames', index], message: `"${name}" ${problem}` };
  }
}

function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
