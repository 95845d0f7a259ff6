import { defineApp, WebService } from '@gitops/constructs';
import { automated, HelmRelease } from '@gitops/flux';
import { HelmChart } from '@gitops/helm';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    const helmChart = new HelmChart(chart, 'chart', {
      name: 'web',
      version: '1.0.0',
      values: z.strictObject({ port: z.int() }),
      defaults: { port: 80 },
      build(templates, { port }) {
        new WebService(templates, 'web', { image: automated('nginx', { initial: '1.27' }), port });
      },
    });
    new HelmRelease(chart, 'web', { chart: helmChart });
  },
});
