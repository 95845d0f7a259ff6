import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Cluster } from '../harness/cluster';
import { KubeObject, Pod } from '../harness/kube-api';
import { type Account, type Right, Rights } from '../harness/rights';
import { type FlowContext } from './flow';

interface Privilege {
  readonly account: Account;
  readonly whose: string;
  /** By namespace, all of it. */
  readonly may: Readonly<Record<string, readonly Right[]>>;
}

const privileges: readonly Privilege[] = [
  { account: 'gitops-jenkins-agents:gitops-jenkins-agent', whose: "Jenkins' agents", may: {} },
  {
    account: 'gitops-jenkins:gitops-jenkins',
    whose: 'Jenkins',
    may: {
      'gitops-jenkins': ['get configmaps', 'list configmaps', 'watch configmaps'],
      'gitops-jenkins-agents': [
        ...['create pods', 'create pods/exec', 'delete pods', 'get events', 'get pods', 'get pods/exec', 'get pods/log'],
        ...['list events', 'list pods', 'watch events', 'watch pods'],
      ],
    },
  },
  {
    account: 'gitops-flux:ecr-credentials',
    whose: 'ecr-credentials',
    may: { 'gitops-flux': ['patch secrets[ecr-docker-secret]'] },
  },
  { account: 'gitops-flux:default', whose: "memcached's account", may: {} },
];

/** What whoever takes one of them over would want. */
const coveted: readonly Right[] = [
  ...['get secrets', 'list secrets', 'create secrets', 'patch secrets', 'get secrets[ecr-docker-secret]'],
  ...['create pods', 'create pods/exec', 'create deployments.apps', 'patch deployments.apps', 'create jobs.batch'],
  ...[
    'create serviceaccounts/token',
    'create rolebindings.rbac.authorization.k8s.io',
    'escalate roles.rbac.authorization.k8s.io',
  ],
  ...['create helmreleases.helm.fluxcd.io', 'impersonate users', 'get nodes', 'patch namespaces', '* *'],
];

const admins: readonly Account[] = ['gitops-flux:flux', 'gitops-flux:helm-operator'];

/** What the service accounts of the platform may do, and that they may do nothing else. */
export async function leastPrivilege({ proof }: FlowContext, { api }: Cluster): Promise<void> {
  const rights = new Rights(api);
  const namespaces = (await api.list('/api/v1/namespaces', KubeObject)).map(({ metadata }) => metadata.name);
  for (const { account, whose, may } of privileges) {
    const actual: Record<string, readonly Right[]> = {};
    for (const namespace of namespaces) {
      const found = await rights.of(account, namespace);
      if (found.length > 0) actual[namespace] = found;
    }
    const said = Object.entries(may).map(([namespace, list]) => `${list.join(', ')} in ${namespace}`);
    const all = said.length === 0 ? 'nothing' : said.join('; ');
    proof(`${whose} may, in ${String(namespaces.length)} namespaces: ${all}`, isDeepStrictEqual(actual, may), actual);

    const refused: string[] = [];
    const allowed: string[] = [];
    for (const namespace of [...namespaces, '']) {
      for (const right of coveted) {
        if (may[namespace]?.includes(right) === true) continue;
        const answer = `${right} in ${namespace === '' ? 'all namespaces' : namespace}`;
        ((await rights.may(account, right, namespace)) ? allowed : refused).push(answer);
      }
    }
    proof(
      `and it is refused ${String(refused.length)} other things, such as ${String(refused[0])}`,
      allowed.length === 0,
      allowed,
    );
  }

  const almighty = await Promise.all(admins.map((account) => rights.may(account, '* *', '')));
  proof('Flux and the Helm Operator are cluster admins', almighty.every(Boolean), almighty);
  await tokens(proof, api);
}

const TokenPod = Pod.extend({
  spec: Pod.shape.spec.extend({
    serviceAccountName: z.string(),
    volumes: z.array(z.looseObject({ projected: z.looseObject({ sources: z.array(z.looseObject({})) }).optional() })).default([]),
  }),
});

/** Whoever talks to no API server has no token of one. */
async function tokens(proof: FlowContext['proof'], api: Cluster['api']): Promise<void> {
  const pods = await api.list('/api/v1/pods', TokenPod);
  const holders = pods.filter(({ spec }) =>
    spec.volumes.some(({ projected }) => projected?.sources.some((source) => 'serviceAccountToken' in source)),
  );
  const names = [...new Set(holders.map(({ spec }) => spec.serviceAccountName))].sort();
  const right = isDeepStrictEqual(names, ['ecr-credentials', 'flux', 'helm-operator']);
  proof(
    `a token is in the pods of ${names.join(', ')}, and in none of the other ${String(pods.length - holders.length)}`,
    right,
    names,
  );
}
