import { annotationsOf, isJsonObject, objectAt, type JsonObject, type Manifest } from '@gitops/manifest';
import type { Issue } from '../finding';
import { dataKey } from '../syntax';
import type { Rule } from './rule';

/** All values of one object together (MaxSecretSize in pkg/apis/core). */
const mostBytes = 1024 * 1024;

const fields: Readonly<Record<string, readonly string[]>> = { ConfigMap: ['data', 'binaryData'], Secret: ['data', 'stringData'] };

/** The keys that a Secret's type asks for: all, or with `any` at least one. */
const keysOfType: Readonly<Record<string, { readonly all?: readonly string[]; readonly any?: readonly string[] }>> = {
  'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
  'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
  'kubernetes.io/basic-auth': { any: ['username', 'password'] },
};

/** Keys, sizes and types of ConfigMaps and Secrets. */
export const invalidDataKey: Rule = function* (manifest) {
  if (manifest.apiVersion !== 'v1') return;
  let bytes = 0;
  for (const field of fields[manifest.kind] ?? []) {
    const values = manifest[field];
    if (!isJsonObject(values)) continue;
    const encoded = field === 'binaryData' || (manifest.kind === 'Secret' && field === 'data');
    for (const [key, value] of Object.entries(values)) {
      const problem = dataKey(key);
      if (problem !== undefined) yield { code: 'K8S033', path: [field, key], message: `key "${key}" ${problem}` };
      if (typeof value === 'string')
        bytes += encoded ? Math.floor((value.replace(/[\r\n=]/g, '').length * 3) / 4) : new TextEncoder().encode(value).length;
    }
  }
  if (bytes > mostBytes) {
    const help = 'split it up, or put the data into the image';
    yield {
      code: 'K8S033',
      path: [],
      message: `the ${manifest.kind} has ${bytes} bytes of data, and Kubernetes takes at most ${mostBytes}`,
      help,
    };
  }
  if (manifest.kind === 'ConfigMap') {
    for (const key of Object.keys(objectAt(manifest['data'])).filter(
      (name) => objectAt(manifest['binaryData'])[name] !== undefined,
    )) {
      yield {
        code: 'K8S033',
        path: ['binaryData', key],
        message: `key "${key}" is in data already`,
        help: 'remove one of the two',
      };
    }
  }
  if (manifest.kind === 'Secret') yield* typeIssues(manifest);
};

function* typeIssues(secret: Manifest): Generator<Issue> {
  const type = String(secret['type'] ?? 'Opaque');
  const keys: JsonObject = { ...objectAt(secret['data']), ...objectAt(secret['stringData']) };
  const { all = [], any = [] } = keysOfType[type] ?? {};
  const missing = all.filter((key) => keys[key] === undefined);
  if (missing.length > 0 || (any.length > 0 && !any.some((key) => keys[key] !== undefined))) {
    const wanted = (missing.length > 0 ? missing : any).map((key) => `"${key}"`).join(missing.length > 0 ? ' and ' : ' or ');
    yield { code: 'K8S033', path: [], message: `a Secret of type "${type}" needs ${wanted}` };
  }
  const account = 'kubernetes.io/service-account.name';
  if (type === 'kubernetes.io/service-account-token' && (annotationsOf(secret)[account] ?? '') === '') {
    yield {
      code: 'K8S033',
      path: ['metadata'],
      message: `a Secret of type "${type}" names its account`,
      help: `set annotation ${account}`,
    };
  }
}
