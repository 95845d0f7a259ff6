import { ecr } from '@gitops/aws';
import { pinned } from '@gitops/flux';
import { render } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jenkins } from './component';

interface Rbac {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly Record<'apiGroups' | 'resources' | 'verbs', readonly string[]>[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

const { files } = render(
  jenkins({ namespace: 'gitops-jenkins', agents: { image: pinned(ecr('jenkins-slave'), { tag: '1.0.0' }) } }),
);
const objects = Object.entries(files)
  .filter(([path]) => path.startsWith('workloads/'))
  .map(([, text]) => parse(text) as Rbac);

/** Whether a service account, as `namespace/name`, may do it, by what an authorizer of Kubernetes makes of the roles. */
function may(account: string, verb: string, resource: string, namespace: string): boolean {
  const bindings = objects.filter(
    ({ kind, metadata, subjects = [] }) =>
      kind === 'RoleBinding' &&
      metadata.namespace === namespace &&
      subjects.some((subject) => `${String(subject.namespace)}/${subject.name}` === account),
  );
  const rules = bindings.flatMap(({ roleRef }) =>
    objects
      .filter(({ kind, metadata }) => kind === 'Role' && metadata.namespace === namespace && metadata.name === roleRef?.name)
      .flatMap((role) => role.rules ?? []),
  );
  const [name = '', group = ''] = resource.split(/\.(.*)/);
  const covers = (list: readonly string[], item: string): boolean => list.includes(item) || list.includes('*');
  return rules.some(
    ({ apiGroups, resources, verbs }) => covers(apiGroups, group) && covers(resources, name) && covers(verbs, verb),
  );
}

const jenkinsAccount = 'gitops-jenkins/gitops-jenkins';
const agentAccount = 'gitops-jenkins-agents/gitops-jenkins-agent';
const own = 'gitops-jenkins';
const agents = 'gitops-jenkins-agents';

describe('the service account of Jenkins', () => {
  it.each([
    ['create', 'pods', agents],
    ['delete', 'pods', agents],
    ['watch', 'pods', agents],
    ['get', 'pods/exec', agents],
    ['create', 'pods/exec', agents],
    ['get', 'pods/log', agents],
    ['list', 'events', agents],
    ['watch', 'configmaps', own],
  ])('may %s %s in %s', (verb, resource, namespace) => {
    expect(may(jenkinsAccount, verb, resource, namespace)).toBe(true);
  });

  it.each([
    ['get', 'secrets', own],
    ['list', 'secrets', agents],
    ['create', 'secrets', agents],
    ['update', 'configmaps', own],
    ['get', 'configmaps', agents],
    ['create', 'pods', own],
    ['create', 'pods/exec', own],
    ['update', 'pods', agents],
    ['create', 'pods', 'kube-system'],
    ['create', 'serviceaccounts/token', agents],
    ['create', 'rolebindings.rbac.authorization.k8s.io', agents],
    ['create', 'deployments.apps', own],
    ['create', 'deployments.apps', 'gitops-cicd'],
    ['create', 'services', agents],
    ['patch', 'helmreleases.helm.fluxcd.io', own],
    ['create', 'persistentvolumeclaims', agents],
  ])('may not %s %s in %s', (verb, resource, namespace) => {
    expect(may(jenkinsAccount, verb, resource, namespace)).toBe(false);
  });
});

describe('whoever builds', () => {
  it('is bound to no role', () => {
    const subjects = objects.flatMap((object) => object.subjects ?? []).map(({ namespace, name }) => `${namespace}/${name}`);
    expect(subjects).not.toContain(agentAccount);
    expect(new Set(subjects)).toEqual(new Set([jenkinsAccount]));
  });

  it('is called by nobody, and is not given the role of the node', () => {
    const policy: unknown = parse(files['workloads/gitops-jenkins-agent-netpol.yaml'] ?? '');
    expect(policy).toMatchObject({
      metadata: { namespace: agents },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    expect(policy).not.toHaveProperty('spec.ingress');
    expect(JSON.stringify(policy)).toContain('"except":["169.254.169.254/32"]');
  });
});

it('nothing of Jenkins holds for the whole cluster', () => {
  expect(objects.filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([]);
  expect(objects.flatMap(({ roleRef }) => roleRef?.kind ?? [])).toEqual(['Role', 'Role']);
  expect(parse(files['releases/gitops-jenkins.yaml'] ?? '')).toHaveProperty('spec.values.rbac', { create: false });
});
