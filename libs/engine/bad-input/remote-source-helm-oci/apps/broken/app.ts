import { defineApp } from '@gitops/constructs';
import { Helm } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new Helm(chart, 'redis', { chart: 'oci://registry.example.com/charts/redis' });
  },
});
