import { defineApp } from '@gitops/constructs';
import { HelmChart } from '@gitops/helm';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new HelmChart(chart, 'first', {
      name: 'web',
      version: '1.0.0',
      values: z.strictObject({ host: z.string() }),
      defaults: { host: 'web.example.com' },
      build(templates, { host }) {
        new k8s.KubeConfigMap(templates, 'web', { metadata: { name: 'web' }, data: { host } });
      },
    });
    new HelmChart(chart, 'second', {
      name: 'web',
      version: '1.0.0',
      values: z.strictObject({ host: z.string() }),
      defaults: { host: 'web.example.com' },
      build(templates, { host }) {
        new k8s.KubeSecret(templates, 'web', { metadata: { name: 'web', annotations: { host } } });
      },
    });
  },
});
