import { alb } from '@gitops/aws';
import { defineApp, Image, Replicas, WebService } from '@gitops/constructs';
import { z } from 'zod';

/** The Flask web service, delivered as plain YAML. */
export const gitopsExample = defineApp({
  name: 'gitops-example',
  props: z.strictObject({ image: Image, replicas: Replicas.default(3) }),
  build(chart, { image, replicas }) {
    new WebService(chart, 'gitops-example', {
      image,
      port: 80,
      readinessPath: '/healthz',
      replicas,
      ingress: alb({ scheme: 'internet-facing', targetType: 'ip' }),
    });
  },
});
