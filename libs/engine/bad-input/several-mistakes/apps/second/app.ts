import { defineApp, WebService } from '@gitops/constructs';
import { z } from 'zod';

export const second = defineApp({
  name: 'second',
  props: z.strictObject({}),
  build(chart) {
    new WebService(chart, 'two', { image: 'x', prt: 80 });
  },
});
