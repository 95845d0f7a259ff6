import { defineApp } from '@gitops/constructs';
import { HelmChart } from '@gitops/helm';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new HelmChart(chart, 'chart', {
      name: '../../../zzz',
      version: '1.0.0',
      values: z.strictObject({ host: z.string() }),
      defaults: { host: 'web.example.com' },
      build(templates, values) {
        new k8s.KubeConfigMap(templates, 'web', { metadata: { name: 'web' }, data: { host: values.host } });
      },
    });
  },
});
