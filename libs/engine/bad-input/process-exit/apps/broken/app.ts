import { defineApp } from '@gitops/constructs';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build() {
    process.exit(0);
  },
});
