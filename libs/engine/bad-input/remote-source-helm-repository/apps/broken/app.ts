import { defineApp } from '@gitops/constructs';
import { Helm } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new Helm(chart, 'redis', { chart: 'redis', repo: 'https://charts.example.com', version: '1.0.0' });
  },
});
