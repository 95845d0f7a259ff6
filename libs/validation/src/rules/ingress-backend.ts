import { closest } from '@gitops/diagnostics';
import { isJsonObject, namespaceOf, objectAt, stringAt, type Json, type JsonObject, type Manifest } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import type { ManifestSet } from '../manifest-set';
import { itemsAt } from '../pod-template';
import type { Rule } from './rule';

/** Services that are there without being in git would have to be declared some way; the one by resource is not checked. */
export const ingressBackend: Rule = function* (manifest, set) {
  if (manifest.kind !== 'Ingress' || manifest.apiVersion !== 'networking.k8s.io/v1') return;
  for (const [backend, path] of backendsOf(manifest)) {
    const service = backend['service'];
    if (isJsonObject(service)) yield* serviceIssues(service, [...path, 'service'], manifest, set);
  }
};

/** Every backend of an Ingress, and where it is. */
export function backendsOf(ingress: Manifest): readonly (readonly [JsonObject, IndexPath])[] {
  const spec = objectAt(ingress['spec']);
  const found: (readonly [JsonObject, IndexPath])[] = [];
  if (isJsonObject(spec['defaultBackend'])) found.push([spec['defaultBackend'], ['spec', 'defaultBackend']]);
  for (const [ruleIndex, rule] of itemsAt(spec['rules'])) {
    for (const [pathIndex, path] of itemsAt(objectAt(rule['http'])['paths'])) {
      if (!isJsonObject(path['backend'])) continue;
      found.push([path['backend'], ['spec', 'rules', ruleIndex, 'http', 'paths', pathIndex, 'backend']]);
    }
  }
  return found;
}

function* serviceIssues(backend: JsonObject, path: IndexPath, ingress: Manifest, set: ManifestSet): Generator<Issue> {
  const name = stringAt(backend['name']);
  const port = objectAt(backend['port']);
  // The load balancer controller's own actions are no Services: it reads them from annotations of the Ingress.
  if (name === undefined || name === '' || port['name'] === 'use-annotation') return;
  const namespace = namespaceOf(ingress);
  const service = set.find('Service', namespace, name);
  if (service === undefined) {
    if (set.hasRelease(namespace)) return;
    const meant = closest(name, set.namesOf('Service', namespace));
    yield {
      code: 'K8S014',
      path: [...path, 'name'],
      message: `there is no Service "${name}"${namespace === undefined ? '' : ` in namespace "${namespace}"`}`,
      help: meant === undefined ? 'name a Service of the same namespace, or add it' : `did you mean "${meant}"?`,
    };
    return;
  }
  const ports = itemsAt(objectAt(service['spec'])['ports']).map(([, item]) => item);
  for (const [field, known] of [
    ['number', ports.map((item) => item['port'])],
    ['name', ports.map((item) => item['name'])],
  ] as const) {
    const wanted = port[field];
    if (isUnset(wanted) || known.includes(wanted)) continue;
    yield {
      code: 'K8S014',
      path: [...path, 'port', field],
      message: `Service "${name}" has no port ${field === 'name' ? `named "${String(wanted)}"` : String(wanted)}`,
      help: portsHelp(field, known),
    };
  }
}

function isUnset(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || value === 0;
}

function portsHelp(field: 'name' | 'number', known: readonly (Json | undefined)[]): string | undefined {
  const set = known.filter((value) => !isUnset(value));
  return set.length === 0
    ? `its ports have no ${field}`
    : `its port ${field}${set.length === 1 ? ' is' : 's are'} ${set.map(String).join(', ')}`;
}
