import { defineApp } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';

export const broken = defineApp({
  name: 'broken',
  props: z.strictObject({}),
  build(chart) {
    new k8s.KubePersistentVolume(chart, 'data', {
      metadata: { name: 'data' },
      spec: {
        capacity: { storage: k8s.Quantity.fromString('10Gi') },
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'GP3',
        csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' },
      },
    });
  },
});
