/** A small workspace for specs: one cluster with one app of its own. Texts by path. */
export const testingCluster: Readonly<Record<string, string>> = {
  'apps/web/app.ts': `
import { alb } from '@gitops/aws';
import { defineApp, Image, Replicas, WebService } from '@gitops/constructs';
import { z } from 'zod';

export const web = defineApp({
  name: 'web',
  props: z.strictObject({ image: Image, replicas: Replicas.default(3) }),
  build(chart, { image, replicas }) {
    new WebService(chart, 'web', { image, port: 80, replicas, ingress: alb() });
  },
});
`,
  'clusters/demo/cluster.ts': `
import { defineCluster, namespace } from '@gitops/constructs';
import { automated } from '@gitops/flux';
import { web } from '../../apps/web/app';

export default defineCluster({
  name: 'demo',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web')],
  apps: [web({ namespace: 'web', image: automated('nginx', { initial: '1.27' }), replicas: 2 })],
});
`,
};
