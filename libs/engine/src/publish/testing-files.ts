import { toYaml, type Manifest } from '@gitops/manifest';
import type { Tree } from '../testing-story';

export const deploymentPath = 'workloads/web-dep.yaml';

/** What TypeScript makes in the specs with real git: a Deployment whose tag Flux owns. */
export function webFiles({ replicas = 2, tag = '1.27' } = {}): Tree {
  const manifest: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', annotations: { 'fluxcd.io/automated': 'true' } },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: `registry.example.com/web:${tag}` }] },
      },
    },
  };
  return { [deploymentPath]: toYaml(manifest) };
}
