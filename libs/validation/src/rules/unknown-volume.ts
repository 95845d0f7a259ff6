import { closest } from '@gitops/diagnostics';
import { isJsonObject, objectAt, objectsAt, stringAt, type Manifest } from '@gitops/manifest';
import { containersOf, itemsAt, podTemplatesOf } from '../pod-template';
import { pathIssues } from './invalid-volume';
import type { Rule } from './rule';

/** Mounts of volumes that the pod does not have. */
export const unknownVolume: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    const volumes = new Map(objectsAt(template.spec['volumes']).map((volume) => [stringAt(volume['name']) ?? '', volume]));
    const names = new Set([...volumes.keys(), ...claimTemplateNames(manifest)]);
    for (const { container, path } of containersOf(template)) {
      for (const list of ['volumeMounts', 'volumeDevices']) {
        for (const [index, mount] of itemsAt(container[list])) {
          const at = [...path, list, index];
          const name = stringAt(mount['name']);
          if (name !== undefined && name !== '' && !names.has(name)) {
            const meant = closest(name, names);
            const known = names.size === 0 ? 'the pod has no volumes' : `the volumes are ${[...names].join(', ')}`;
            const help = meant === undefined ? `${known}: add one named "${name}"` : `did you mean "${meant}"?`;
            yield { code: 'K8S024', path: [...at, 'name'], message: `the pod has no volume "${name}"`, help };
          }
          for (const field of ['subPath', 'subPathExpr']) yield* pathIssues(mount, field, at, true);
          yield* pathIssues(mount, 'devicePath', at, false);
          if (isSet(mount['subPath']) && isSet(mount['subPathExpr'])) {
            yield {
              code: 'K8S024',
              path: at,
              message: 'the mount has both subPath and subPathExpr',
              help: 'remove one of the two',
            };
          }
          if (mount['mountPropagation'] === 'Bidirectional' && objectAt(container['securityContext'])['privileged'] !== true) {
            yield {
              code: 'K8S024',
              path: [...at, 'mountPropagation'],
              message: 'only a privileged container may propagate mounts both ways',
            };
          }
          const volume = volumes.get(name ?? '');
          if (
            list === 'volumeDevices' &&
            volume !== undefined &&
            !isJsonObject(volume['persistentVolumeClaim']) &&
            !isJsonObject(volume['ephemeral'])
          ) {
            yield {
              code: 'K8S024',
              path: [...at, 'name'],
              message: `volume "${name}" is no claim, and only claims are block devices`,
            };
          }
        }
      }
    }
  }
};

function isSet(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** A StatefulSet's claims become volumes of the same name. */
function claimTemplateNames(manifest: Manifest): readonly string[] {
  if (manifest.kind !== 'StatefulSet') return [];
  return objectsAt(objectAt(manifest['spec'])['volumeClaimTemplates']).flatMap(
    ({ metadata }) => stringAt(objectAt(metadata)['name']) ?? [],
  );
}
