import { defineApp } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new k8s.KubeResourceQuota(chart, 'quota', {
      metadata: { name: 'quota' },
      spec: { hard: { pods: k8s.Quantity.fromNumber(5) }, scopes: ['BestEfort'] },
    });
  },
});
