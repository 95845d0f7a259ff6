import { isJsonObject, objectAt, stringAt, type Json } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { itemsAt, podTemplatesOf } from '../pod-template';
import type { Rule } from './rule';

const socket = /(?:^|[^\w.-])(?:\/var)?\/run\/docker\.sock(?![\w.-])/;

/**
 * The docker daemon's socket, in a pod's volumes or anywhere in the values of a HelmRelease. Kubernetes removed dockershim
 * in 1.24, so that the nodes of every supported version run containerd or CRI-O.
 */
export const dockerSocket: Rule = function* (manifest) {
  for (const { spec, specPath } of podTemplatesOf(manifest)) {
    for (const [index, volume] of itemsAt(spec['volumes'])) {
      const path = stringAt(objectAt(volume['hostPath'])['path']);
      if (path !== undefined && socket.test(path)) yield issue([...specPath, 'volumes', index, 'hostPath', 'path']);
    }
  }
  if (manifest.kind === 'HelmRelease') yield* mentions(objectAt(manifest['spec'])['values'], ['spec', 'values']);
};

function* mentions(value: Json | undefined, path: IndexPath): Generator<Issue> {
  if (typeof value === 'string') {
    if (socket.test(value)) yield issue(path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) yield* mentions(item, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [key, field] of Object.entries(value)) yield* mentions(field, [...path, key]);
  }
}

function issue(path: IndexPath): Issue {
  const message = 'nodes have no docker daemon since Kubernetes 1.24, and whoever reaches one is root on its node';
  return { code: 'SEC003', path, message, help: 'build images by a rootless BuildKit in the pod, as platform/jenkins does' };
}
