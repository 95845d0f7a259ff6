import { defineApp, Image, WebService } from '@gitops/constructs';
import { z } from 'zod';

export const web = defineApp({
  name: 'web',
  props: z.strictObject({ image: Image }),
  build(chart, { image }) {
    new WebService(chart, 'web', { image, port: 80 });
  },
});
