import { defineApp } from '@gitops/constructs';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new ApiObject(chart, 'core', { apiVersion: 'v1', kind: 'Event', metadata: { name: 'started' }, involvedObject: {} });
    new ApiObject(chart, 'new', { apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name: 'started' } , eventTime: '2024-05-01T00:00:00.000000Z' });
  },
});
