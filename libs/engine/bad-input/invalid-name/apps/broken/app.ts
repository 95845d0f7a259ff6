import { defineApp } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new k8s.KubeConfigMap(chart, 'settings', { metadata: { name: 'Settings_1' } });
  },
});
