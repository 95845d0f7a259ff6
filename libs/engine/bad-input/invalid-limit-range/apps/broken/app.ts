import { defineApp } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new k8s.KubeLimitRange(chart, 'limits', {
      metadata: { name: 'limits' },
      spec: {
        limits: [
          {
            type: 'Container',
            max: { memory: k8s.Quantity.fromString('1Gi') },
            default: { memory: k8s.Quantity.fromString('2Gi') },
          },
        ],
      },
    });
  },
});
