import type { JsonObject, Manifest } from '@gitops/manifest';
import schemas127 from '../schemas/1.27.json';
import { KubernetesSchemas } from './schema/kubernetes-schemas';
import { formatFinding, validate, type ValidationInput } from './validate';

/** For specs only: small manifests that are right, to be patched into wrong ones. */
export const schemas = KubernetesSchemas.parse(schemas127);

/** An object in namespace `shop`, unless `rest` has other metadata. */
export function object(apiVersion: string, kind: string, rest: JsonObject = {}): Manifest {
  return {
    apiVersion,
    kind,
    ...rest,
    metadata: { name: 'web', namespace: 'shop', ...(rest['metadata'] as JsonObject | undefined) },
  };
}

const labels = { app: 'web' };

/** A Deployment `web` whose one container, also `web`, listens on 8080 as `http`. */
export function deployment(spec: JsonObject = {}, pod: JsonObject = {}, container: JsonObject = {}): Manifest {
  const containers = [{ name: 'web', image: 'shop/web:1', ports: [{ name: 'http', containerPort: 8080 }], ...container }];
  const template = { metadata: { labels }, spec: { containers, ...pod } };
  return object('apps/v1', 'Deployment', { spec: { selector: { matchLabels: labels }, template, ...spec } });
}

export function pod(spec: JsonObject): Manifest {
  return deployment({}, spec);
}

export function container(fields: JsonObject): Manifest {
  return deployment({}, {}, fields);
}

export function service(spec: JsonObject = {}): Manifest {
  return object('v1', 'Service', { spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }], ...spec } });
}

export function ingress(spec: JsonObject = {}): Manifest {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const rules = [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }];
  return object('networking.k8s.io/v1', 'Ingress', { spec: { rules, ...spec } });
}

export function job(spec: JsonObject = {}, podSpec: JsonObject = {}): Manifest {
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'job', image: 'shop/job:1' }], ...podSpec } };
  return object('batch/v1', 'Job', { spec: { template, ...spec } });
}

export function cronJob(spec: JsonObject = {}): Manifest {
  return object('batch/v1', 'CronJob', {
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: job()['spec'] ?? null }, ...spec },
  });
}

/** `<code> <path>: <message> — <help>` of each finding, at Kubernetes 1.27 where the cluster declares `shop`. */
export function findings(manifests: Manifest | readonly Manifest[], input: Partial<ValidationInput> = {}): readonly string[] {
  const list = Array.isArray(manifests) ? (manifests as readonly Manifest[]) : [manifests as Manifest];
  return validate({ schemas, namespaces: ['shop'], manifests: list, ...input }).map(
    (finding) => `${finding.code} ${formatFinding(finding)}`,
  );
}
