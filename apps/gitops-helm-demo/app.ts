import { alb } from '@gitops/aws';
import { defineApp, Image, ImageValues, Replicas, WebService } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { HelmChart } from '@gitops/helm';
import { z } from 'zod';

/** The same Flask web service, delivered as a Helm chart and a release of it. */
export const gitopsHelmDemo = defineApp({
  name: 'gitops-helm-demo',
  props: z.strictObject({ image: Image }),
  build(scope, { image }) {
    const chart = new HelmChart(scope, 'chart', {
      name: 'gitops-helm-demo',
      version: '1.0.0',
      description: 'A Helm chart for GitOps Helm release demo',
      maintainers: [{ name: 'Daoming' }],
      values: z.strictObject({ replicaCount: Replicas, image: ImageValues }),
      defaults: { replicaCount: 3, image: { repository: image.name, tag: image.tag } },
      build(templates, values) {
        new WebService(templates, 'gitops-example', {
          image: values.image,
          port: 80,
          readinessPath: '/healthz',
          replicas: values.replicaCount,
          ingress: alb({ scheme: 'internet-facing', targetType: 'ip' }),
        });
      },
    });
    new HelmRelease(scope, 'gitops-helm-demo', { chart, values: { image } });
  },
});
