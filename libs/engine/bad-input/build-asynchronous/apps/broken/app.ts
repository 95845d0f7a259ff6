import { defineApp } from '@gitops/constructs';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  async build(chart) {
    const data = await Promise.resolve({ mode: 'on' });
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });
  },
});
