import { ApiObject, Chart, JsonPatch, Size, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** Written as for plain cdk8s, without a thought of this project: names, labels and selectors are all left to cdk8s. */
export class GuestBook extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);

    const settings = new kplus.ConfigMap(this, 'settings', { data: { greeting: 'hello', 'limits.json': '{"max": 3}' } });
    const web = new kplus.Deployment(this, 'web', {
      replicas: 2,
      securityContext: { user: 1000 },
      containers: [
        {
          image: 'registry.example.com/guest-book:1.4.2',
          portNumber: 8080,
          resources: { cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.units(1) }, memory: { limit: Size.mebibytes(128) } },
          envVariables: { GREETING: kplus.EnvValue.fromConfigMap(settings, 'greeting') },
        },
      ],
    });
    web.containers[0]?.mount('/etc/guest-book', kplus.Volume.fromConfigMap(this, 'settings-volume', settings));
    web.exposeViaIngress('/guests', { name: 'guest-book', pathType: kplus.HttpIngressPathType.PREFIX, ports: [{ port: 80, targetPort: 8080 }] });

    const budget = new kplus.k8s.KubePodDisruptionBudget(this, 'budget', {
      spec: { maxUnavailable: kplus.k8s.IntOrString.fromString('25%'), selector: { matchLabels: { app: 'guest-book' } } },
    });
    ApiObject.of(budget).addJsonPatch(JsonPatch.add('/metadata/annotations', { team: 'guests' }), JsonPatch.replace('/spec/selector/matchLabels/app', 'guests'));
    budget.addDependency(web);

    new ApiObject(this, 'reader', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] });
  }
}
