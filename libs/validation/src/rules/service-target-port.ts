import { closest } from '@gitops/diagnostics';
import { namespaceOf, objectAt, stringAt } from '@gitops/manifest';
import { ManifestSet } from '../manifest-set';
import { containersOf, itemsAt, type PodTemplate } from '../pod-template';
import { portName } from '../syntax';
import type { Rule } from './rule';

/** Numbers are not checked: a container may listen on ports that it does not list. */
export const serviceTargetPort: Rule = function* (manifest, set) {
  if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') return;
  const pods = set.podsSelectedBy(ManifestSet.selectorOf(manifest), namespaceOf(manifest));
  if (pods.length === 0) return;
  for (const [index, port] of itemsAt(objectAt(manifest['spec'])['ports'])) {
    const target = stringAt(port['targetPort']);
    if (target === undefined || portName(target) !== undefined) continue;
    const names = pods.flatMap(portNames);
    if (names.includes(target)) continue;
    const meant = closest(target, names);
    const help =
      names.length === 0
        ? 'name a port of the container, or write its number'
        : `the ports there are ${[...new Set(names)].join(', ')}`;
    yield {
      code: 'K8S013',
      path: ['spec', 'ports', index, 'targetPort'],
      message: `no container that the Service selects has a port named "${target}"`,
      help: meant === undefined ? help : `did you mean "${meant}"?`,
    };
  }
};

function portNames(template: PodTemplate): readonly string[] {
  return containersOf(template).flatMap(({ container }) =>
    itemsAt(container['ports']).flatMap(([, port]) => stringAt(port['name']) ?? []),
  );
}
