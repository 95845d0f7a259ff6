import { namespaceOf, objectAt, objectsAt, stringAt, type Json, type Manifest } from '@gitops/manifest';

/** A Secret that a Helm release reads and that nothing in the repository makes. */
export interface RequiredSecret {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** The Jenkins that a cluster's HelmRelease installs. */
export interface JenkinsRelease {
  readonly namespace: string;
  readonly secrets: readonly RequiredSecret[];
  /** The host name of its ingress where one is declared; else the load balancer's own. */
  readonly host: string | undefined;
  readonly scheme: 'http' | 'https';
  /** The Secret with the key by which GitHub signs what it sends, and that key's name. */
  readonly webhook: { readonly secret: string; readonly key: string } | undefined;
}

const webhookKey = 'webhook';

/**
 * The release of Jenkins' chart among a cluster's objects. The values are those of the chart at charts.jenkins.io:
 * `controller.admin.existingSecret` and its keys, `controller.additionalExistingSecrets`, `controller.ingress`.
 */
export function jenkinsRelease(manifests: readonly Manifest[]): JenkinsRelease | undefined {
  const release = manifests.find(({ kind, ...fields }) => {
    return kind === 'HelmRelease' && objectAt(objectAt(fields['spec'])['chart'])['name'] === 'jenkins';
  });
  if (release === undefined) return undefined;
  const spec = objectAt(release['spec']);
  const namespace = stringAt(spec['targetNamespace']) ?? namespaceOf(release) ?? 'default';
  const controller = objectAt(objectAt(spec['values'])['controller']);
  const ingress = objectAt(controller['ingress']);
  const secrets = secretsOf(namespace, controller);
  const webhook = secrets.find(({ keys }) => keys.includes(webhookKey));
  return {
    namespace,
    secrets,
    host: stringAt(ingress['hostName']),
    scheme: 'alb.ingress.kubernetes.io/certificate-arn' in objectAt(ingress['annotations']) ? 'https' : 'http',
    webhook: webhook && { secret: webhook.name, key: webhookKey },
  };
}

function secretsOf(namespace: string, controller: Readonly<Record<string, Json | undefined>>): readonly RequiredSecret[] {
  const keys = new Map<string, string[]>();
  const add = (name: string | undefined, ...names: readonly string[]): void => {
    if (name !== undefined) keys.set(name, [...(keys.get(name) ?? []), ...names]);
  };
  const admin = objectAt(controller['admin']);
  const [user = 'jenkins-admin-user', password = 'jenkins-admin-password'] = ['userKey', 'passwordKey'].map((key) =>
    stringAt(admin[key]),
  );
  add(stringAt(admin['existingSecret']), user, password);
  for (const secret of objectsAt(controller['additionalExistingSecrets'])) {
    add(stringAt(secret['name']), ...[stringAt(secret['keyName'])].filter((key) => key !== undefined));
  }
  return [...keys].map(([name, names]) => ({ namespace, name, keys: [...new Set(names)] }));
}
