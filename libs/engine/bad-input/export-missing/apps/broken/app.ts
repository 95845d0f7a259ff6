import { defineApp, Namespace } from '@gitops/constructs';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new Namespace(chart, 'other');
  },
});
