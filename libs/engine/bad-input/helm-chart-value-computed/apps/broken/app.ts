import { defineApp } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { HelmChart } from '@gitops/helm';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    const helmChart = new HelmChart(chart, 'chart', {
      name: 'web',
      version: '1.0.0',
      values: z.strictObject({ host: z.string() }),
      defaults: { host: 'web.example.com' },
      build(templates, { host }) {
        new k8s.KubeConfigMap(templates, 'web', { metadata: { name: 'web' }, data: { host: host.toUpperCase() } });
      },
    });
    new HelmRelease(chart, 'web', { chart: helmChart });
  },
});
