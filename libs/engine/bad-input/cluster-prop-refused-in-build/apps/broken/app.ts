import { defineApp, GitAccess } from '@gitops/constructs';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart, _props, { configRepo }) {
    new GitAccess(chart, 'git', { what: 'broken', namespace: 'web', url: configRepo.url, pushes: true });
  },
});
