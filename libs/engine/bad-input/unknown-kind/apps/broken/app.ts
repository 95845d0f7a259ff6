import { defineApp } from '@gitops/constructs';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new ApiObject(chart, 'web', { apiVersion: 'apps/v1', kind: 'Deploymnet', metadata: { name: 'web' } });
    new ApiObject(chart, 'old', { apiVersion: 'extensions/v1beta1', kind: 'Ingress', metadata: { name: 'old' } });
    new ApiObject(chart, 'cert', { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'cert' } });
  },
});
