import { defineApp } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { foreignSource, releaseValues } from '@gitops/helm';
import { z } from 'zod';

const shop = {
  name: 'shop',
  version: '1.2.3',
  appVersion: '7.0',
  repository: 'https://charts.example.com',
  values: { replicas: 'number', ingress: { enabled: 'boolean', hostName: 'any' } },
} as const;

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart, _props, cluster) {
    new HelmRelease(chart, 'shop', {
      chart: foreignSource(shop, cluster),
      values: releaseValues(shop, { ingress: { enable: true } }, {}),
    });
  },
});
