import { defineApp } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new k8s.KubeIngressClass(chart, 'alb', {
      metadata: { name: 'alb' },
      spec: { controller: 'alb' },
    });
  },
});
