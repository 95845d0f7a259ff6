import { defineApp } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new k8s.KubeDeployment(chart, 'web', {
      metadata: { name: 'web', labels: { 'app/': 'web', team: 'a team' } },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] },
        },
      },
    });
  },
});
