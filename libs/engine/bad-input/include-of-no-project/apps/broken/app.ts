import { defineApp } from '@gitops/constructs';
import { Include } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new Include(chart, 'operator', { url: 'vendor/operator.yaml' });
  },
});
