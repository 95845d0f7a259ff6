import { RoleArn, roleAnnotations } from '@gitops/aws';
import { defineApp, fluxNamespace, placedNamespace } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({ role: z.strictObject({ arn: RoleArn }).optional(), beside: z.boolean().default(false) }),
  build(chart, { role, beside }, cluster) {
    const namespace = beside ? fluxNamespace('broken', chart, cluster) : placedNamespace('broken', chart);
    const annotations = roleAnnotations('broken', cluster, { namespace, name: 'web' }, role?.arn, ['role', 'arn']);
    new k8s.KubeServiceAccount(chart, 'account', { metadata: { name: 'web', annotations } });
  },
});
