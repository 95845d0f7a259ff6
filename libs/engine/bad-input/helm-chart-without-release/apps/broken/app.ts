import { defineApp } from '@gitops/constructs';
import { HelmChart } from '@gitops/helm';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new HelmChart(chart, 'chart', {
      name: 'web',
      version: '1.0.0',
      values: z.strictObject({ host: z.string() }),
      defaults: { host: 'web.example.com' },
      build(templates, { host }) {
        new k8s.KubeService(templates, 'web', { metadata: { name: 'web' }, spec: { ports: [{ port: host }] } });
      },
    });
  },
});
