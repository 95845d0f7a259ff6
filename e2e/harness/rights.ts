import { z } from 'zod';
import { type KubeApi } from './kube-api';

/** Of a service account, `<namespace>:<name>`; it need not exist. */
export type Account = `${string}:${string}`;

/** `create deployments.apps`, `get pods/log`, `patch secrets[one of this name]`, `* *`. */
export type Right = string;

const form = /^(\S+) ([^./[]+)(?:\.([^/[]+))?(?:\/([^[]+))?(?:\[(.+)\])?$/;

const Names = z.array(z.string()).default([]);
const Rules = z.object({
  status: z.object({
    incomplete: z.boolean(),
    resourceRules: z.array(z.object({ verbs: Names, apiGroups: Names, resources: Names, resourceNames: Names })),
  }),
});
const Verdict = z.object({ status: z.object({ allowed: z.boolean().default(false) }) });

/** What a service account may do, as the API server's own authorizer says. */
export class Rights {
  constructor(private readonly api: Pick<KubeApi, 'request'>) {}

  /** All that it may do in a namespace, what every account may do left out: that of one without any grant. In order. */
  async of(account: Account, namespace: string): Promise<readonly Right[]> {
    const [own, everybody] = await Promise.all([
      this.#rules(account, namespace),
      this.#rules(`${namespace}:nobody-has-granted-anything`, namespace),
    ]);
    return own.filter((right) => !everybody.includes(right)).sort();
  }

  /** Whether it may do one thing in a namespace, or with `''` in all of them. */
  async may(account: Account, right: Right, namespace: string): Promise<boolean> {
    const [, verb, resource, group = '', subresource, name] = form.exec(right) ?? [];
    if (verb === undefined) throw new Error(`${right} is not the form of a right`);
    const asked = { verb, resource, group: resource === '*' ? '*' : group, subresource, name, namespace };
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { ...subject(account), resourceAttributes: asked },
    };
    const answer = await this.#create('subjectaccessreviews', review);
    return Verdict.parse(answer).status.allowed;
  }

  async #rules(account: Account, namespace: string): Promise<readonly Right[]> {
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
    const { user, groups } = subject(account);
    const { status } = Rules.parse(
      await this.#create('selfsubjectrulesreviews', review, { 'impersonate-user': user, 'impersonate-group': groups }),
    );
    if (status.incomplete) throw new Error(`the API server does not know all that ${account} may do in ${namespace}`);
    return status.resourceRules.flatMap(({ verbs, apiGroups, resources, resourceNames }) =>
      verbs.flatMap((verb) =>
        apiGroups.flatMap((group) =>
          resources.flatMap((resource) => {
            const [kind = '', subresource] = resource.split('/');
            const what = `${kind}${/^\*?$/.test(group) ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
            return resourceNames.length === 0 ? [`${verb} ${what}`] : resourceNames.map((name) => `${verb} ${what}[${name}]`);
          }),
        ),
      ),
    );
  }

  async #create(
    resource: string,
    review: object,
    impersonation: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<unknown> {
    const path = `/apis/authorization.k8s.io/v1/${resource}`;
    const { status, body } = await this.api.request('POST', path, JSON.stringify(review), impersonation);
    if (status !== 201) throw new Error(`${path}: HTTP ${String(status)} ${body}`);
    return JSON.parse(body);
  }
}

/** As the API server's authenticator of service accounts has it. */
function subject(account: Account): { readonly user: string; readonly groups: readonly string[] } {
  const [namespace = ''] = account.split(':');
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return { user: `system:serviceaccount:${account}`, groups };
}
