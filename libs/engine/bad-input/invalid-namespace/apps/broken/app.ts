import { defineApp } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new k8s.KubeNamespace(chart, 'team', {
      metadata: { name: 'team' },
      spec: { finalizers: ['kubernetes', 'team'] },
    });
  },
});
