import { defineApp } from '@gitops/constructs';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new ApiObject(chart, 'web', {
      apiVersion: 'helm.fluxcd.io/v1',
      kind: 'HelmRelease',
      metadata: { name: 'web', annotations: { 'fluxcd.io/automated': 'true' } },
      spec: {
        chart: { git: 'git@git.example:charts', path: 'web', ref: 'master' },
        values: { image: 'registry', tag: 'team.shop/web:1' },
      },
    });
  },
});
