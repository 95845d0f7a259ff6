import { defineApp } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new HelmRelease(chart, 'web', {
      chart: { git: 'git@github.com:example/charts', path: 'charts/web' },
      timeout: '60s',
    });
  },
});
