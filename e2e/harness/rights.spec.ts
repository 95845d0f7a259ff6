import { describe, expect, it } from 'vitest';
import { type Answer } from './kube-api';
import { Rights } from './rights';

interface Request {
  readonly path: string;
  readonly review: { readonly spec: object };
  readonly headers: unknown;
}

const list = (...names: readonly string[]): readonly string[] => names;
const everybody = { verbs: list('create'), apiGroups: list('authorization.k8s.io'), resources: list('selfsubjectaccessreviews') };

/** An API server that gives these rules to whoever is somebody, and notes what it is asked. */
function server(status: (path: string, user: string) => object): { readonly rights: Rights; readonly asked: readonly Request[] } {
  const asked: Request[] = [];
  const request = async (
    _: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<Answer> => {
    asked.push({ path, review: JSON.parse(body ?? '') as Request['review'], headers });
    return Promise.resolve({ status: 201, body: JSON.stringify({ status: status(path, String(headers['impersonate-user'])) }) });
  };
  return { rights: new Rights({ request }), asked };
}

function granting(...own: readonly object[]): Rights {
  return server((_, user) => ({
    incomplete: false,
    resourceRules: user.includes('nobody') ? [everybody] : [everybody, ...own],
  })).rights;
}

describe('all that an account may do', () => {
  it.each([
    ['nothing of its own', [], []],
    ['two verbs', [{ verbs: ['list', 'get'], apiGroups: [''], resources: ['pods'] }], ['get pods', 'list pods']],
    ['a group', [{ verbs: ['create'], apiGroups: ['apps'], resources: ['deployments'] }], ['create deployments.apps']],
    ['a subresource', [{ verbs: ['get'], apiGroups: [''], resources: ['pods/log'] }], ['get pods/log']],
    [
      'one object',
      [{ verbs: ['patch'], apiGroups: [''], resources: ['secrets'], resourceNames: ['one'] }],
      ['patch secrets[one]'],
    ],
    ['everything', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }], ['* *']],
    ['no resource', [{ verbs: ['get'] }], []],
  ])('%s', async (_, rules, expected) => {
    expect(await granting(...rules).of('shop:web', 'shop')).toEqual(expected);
  });

  it('is not said where the server does not know', async () => {
    const { rights } = server(() => ({ incomplete: true, resourceRules: [] }));
    await expect(rights.of('shop:web', 'shop')).rejects.toThrow('does not know all that shop:web may do in shop');
  });
});

describe('whether an account may do one thing', () => {
  it.each([
    ['get secrets', { verb: 'get', resource: 'secrets', group: '' }],
    ['create deployments.apps', { verb: 'create', resource: 'deployments', group: 'apps' }],
    [
      'create rolebindings.rbac.authorization.k8s.io',
      { verb: 'create', resource: 'rolebindings', group: 'rbac.authorization.k8s.io' },
    ],
    ['get pods/log', { verb: 'get', resource: 'pods', group: '', subresource: 'log' }],
    ['patch secrets[a.b-c]', { verb: 'patch', resource: 'secrets', group: '', name: 'a.b-c' }],
    ['* *', { verb: '*', resource: '*', group: '*' }],
  ])('asks for %s as the account', async (right, attributes) => {
    const { rights, asked } = server(() => ({ allowed: true }));
    expect(await rights.may('shop:web', right, 'shop')).toBe(true);
    expect(asked[0]?.review.spec).toEqual({
      user: 'system:serviceaccount:shop:web',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'],
      resourceAttributes: { ...attributes, namespace: 'shop' },
    });
  });

  it('takes no answer for no', async () => {
    expect(await server(() => ({})).rights.may('shop:web', 'get pods', '')).toBe(false);
  });

  it('takes no other form', async () => {
    await expect(server(() => ({})).rights.may('shop:web', 'secrets', '')).rejects.toThrow('secrets is not the form of a right');
  });
});
