import { isJsonObject, objectAt, stringAt, type JsonObject, type Manifest } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt, podTemplatesOf } from '../pod-template';
import { parseQuantity } from '../schema/quantity';
import { dnsSubdomain } from '../syntax';
import type { Rule } from './rule';

/** Claims, and what StatefulSets and ephemeral volumes make them from. */
export const invalidClaim: Rule = function* (manifest) {
  for (const [spec, path] of claimSpecs(manifest)) yield* claimIssues(spec, path);
};

function claimSpecs(manifest: Manifest): readonly (readonly [JsonObject, IndexPath])[] {
  if (manifest.kind === 'PersistentVolumeClaim' && manifest.apiVersion === 'v1') return [[objectAt(manifest['spec']), ['spec']]];
  const ephemeral = podTemplatesOf(manifest).flatMap(({ spec, specPath }) =>
    itemsAt(spec['volumes']).flatMap(([index, volume]): (readonly [JsonObject, IndexPath])[] => {
      const claim = objectAt(objectAt(volume['ephemeral'])['volumeClaimTemplate'])['spec'];
      return isJsonObject(claim) ? [[claim, [...specPath, 'volumes', index, 'ephemeral', 'volumeClaimTemplate', 'spec']]] : [];
    }),
  );
  if (manifest.kind !== 'StatefulSet' || manifest.apiVersion !== 'apps/v1') return ephemeral;
  const templates = itemsAt(objectAt(manifest['spec'])['volumeClaimTemplates']).map(
    ([index, claim]): readonly [JsonObject, IndexPath] => [
      objectAt(claim['spec']),
      ['spec', 'volumeClaimTemplates', index, 'spec'],
    ],
  );
  return [...ephemeral, ...templates];
}

function* claimIssues(spec: JsonObject, path: IndexPath): Generator<Issue> {
  const modes: readonly unknown[] = Array.isArray(spec['accessModes']) ? spec['accessModes'] : [];
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) {
    yield {
      code: 'K8S036',
      path: [...path, 'accessModes'],
      message: 'access mode "ReadWriteOncePod" excludes others',
      help: 'keep one',
    };
  }
  const resources = spec['resources'];
  const requests = objectAt(objectAt(resources)['requests']);
  const { storage } = requests;
  if (isJsonObject(resources) && (storage === undefined || storage === null)) {
    const help = 'set resources.requests.storage, such as 10Gi';
    yield { code: 'K8S036', path: [...path, 'resources'], message: 'the claim does not say how much storage it wants', help };
  } else if ((parseQuantity(storage) ?? 1) <= 0) {
    yield {
      code: 'K8S036',
      path: [...path, 'resources', 'requests', 'storage'],
      message: `storage must be more than 0, and is ${String(storage)}`,
    };
  }
  const storageClass = stringAt(spec['storageClassName']);
  const problem = storageClass === undefined || storageClass === '' ? undefined : dnsSubdomain(storageClass);
  if (problem !== undefined)
    yield { code: 'K8S036', path: [...path, 'storageClassName'], message: `"${storageClass}" ${problem}` };
  for (const field of ['dataSource', 'dataSourceRef']) {
    const source = spec[field];
    if (!isJsonObject(source) || isFilled(source['apiGroup']) || source['kind'] === 'PersistentVolumeClaim') continue;
    if (typeof source['kind'] !== 'string' || source['kind'] === '') continue;
    yield { code: 'K8S036', path: [...path, field], message: `a ${source['kind']} is in some API group`, help: 'set apiGroup' };
  }
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
