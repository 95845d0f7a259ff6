import { defineApp, Namespace } from '@gitops/constructs';
import { z } from 'zod';

const owners = new Map<string, { readonly name: string }>();

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    const team = owners.get('web');
    new Namespace(chart, team.name);
  },
});
