import { defineApp } from '@gitops/constructs';
import { z } from 'zod';

const Settings = z.strictObject({ mode: z.enum(['on', 'off']), limits: z.object({ cpu: z.string() }) });

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build() {
    Settings.parse({ mode: 'of', limits: { cpu: 1 }, colour: 'red' });
  },
});
