import { defineApp, Image, WebService } from '@gitops/constructs';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({ image: Image }),
  build(chart, { image }) {
    new WebService(chart, 'web', { image, port: '80' });
  },
});
