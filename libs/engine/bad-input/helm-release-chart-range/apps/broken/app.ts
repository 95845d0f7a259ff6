import { defineApp } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new HelmRelease(chart, 'web', {
      chart: { repository: 'https://charts.example.com', name: 'web', version: '^1.0.0' },
    });
  },
});
