import { mirroredImage } from '@gitops/aws';
import { Controller, type ClusterFacts } from '@gitops/constructs';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

const port = 11_211;

/** The user `memcache` of memcached's alpine image. */
const user = 11_211;

/** In MiB. fluxcd/flux 1.25.4 runs it with 512, and items of up to 5 MiB: the metadata of all tags of an image. */
const cacheSize = 512;

/** The cache of what registries say of their images. It is fluxd's alone: memcached knows no password. */
export class Memcached extends Construct {
  constructor(scope: Construct, name: string, cluster: ClusterFacts) {
    super(scope, name);
    const { namespace } = cluster.flux;
    const labels = { app: name };
    new Controller(this, name, {
      namespace,
      image: mirroredImage(cluster, 'docker.io/library/memcached:1.6.38-alpine'),
      args: [`--memory-limit=${cacheSize}`, '--max-item-size=5m', `--port=${port}`],
      user,
      ports: { memcached: port },
      probe: { tcpSocket: { port: k8s.IntOrString.fromString('memcached') } },
      resources: {
        requests: { cpu: k8s.Quantity.fromString('50m'), memory: k8s.Quantity.fromString('64Mi') },
        limits: { memory: k8s.Quantity.fromString(`${cacheSize + 128}Mi`) },
      },
    });
    new k8s.KubeService(this, 'service', {
      metadata: { name, namespace, labels },
      spec: { selector: labels, ports: [{ name: 'memcached', port, targetPort: k8s.IntOrString.fromString('memcached') }] },
    });
    // Who could write to the cache could have fluxd release any tag that the registry has.
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: { name, namespace, labels },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { app: 'flux' } } }],
            ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) }],
          },
        ],
      },
    });
  }
}
