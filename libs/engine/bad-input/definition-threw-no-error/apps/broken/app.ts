import { defineApp } from '@gitops/constructs';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build() {
    throw { code: 'E_QUOTA', message: 'no quota' };
  },
});
