import { defineApp } from '@gitops/constructs';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new ApiObject(chart, 'settings', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', labls: { app: 'web' } },
      dta: { colour: 'blue' },
    });
  },
});
