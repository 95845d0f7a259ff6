import { defineApp } from '@gitops/constructs';
import { HelmChart } from '@gitops/helm';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new HelmChart(chart, 'chart', {
      name: 5,
      version: '1.0.0',
      values: {},
      defaults: {},
      build: 'web',
    });
  },
});
