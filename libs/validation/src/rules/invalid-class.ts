import { isJsonObject, objectAt, stringAt, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { dnsLabel, dnsSubdomain, pathSegment, qualifiedName, type SyntaxCheck } from '../syntax';
import type { Rule } from './rule';

/** maxLenIngressClassController in pkg/apis/networking/validation. */
const longestController = 250;

const urlPath = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** Who serves an IngressClass or a StorageClass, and the parameters that an IngressClass refers to. */
export const invalidClass: Rule = function* ({ apiVersion, kind, spec, provisioner }) {
  if (apiVersion === 'networking.k8s.io/v1' && kind === 'IngressClass') {
    yield* nameIssues(objectAt(spec), 'controller', domainPrefixedPath, ['spec']);
    const { parameters } = objectAt(spec);
    if (isJsonObject(parameters)) yield* parameterIssues(parameters, ['spec', 'parameters']);
  }
  if (apiVersion === 'storage.k8s.io/v1' && kind === 'StorageClass' && provisioner !== undefined)
    yield* nameIssues({ provisioner }, 'provisioner', (name) => qualifiedName(name.toLowerCase()), []);
};

const domainPrefixedPath: SyntaxCheck = (text) => {
  if (text.length > longestController) return `must have at most ${longestController} characters, not ${text.length}`;
  const slash = text.indexOf('/');
  const isComplete = slash > 0 && urlPath.test(text.slice(slash + 1));
  return isComplete ? dnsSubdomain(text.slice(0, slash)) : 'must be a domain, a "/" and a name, as in example.com/controller';
};

function* parameterIssues(parameters: JsonObject, path: IndexPath): Generator<Issue> {
  yield* nameIssues(parameters, 'apiGroup', dnsSubdomain, path);
  if (parameters['apiGroup'] === '') yield { code: 'K8S041', path: [...path, 'apiGroup'], message: 'the API group is empty' };
  yield* nameIssues(parameters, 'kind', pathSegment, path);
  yield* nameIssues(parameters, 'name', pathSegment, path);
  const { scope, namespace } = parameters;
  const isGiven = namespace !== undefined && namespace !== null;
  if (scope === 'Namespace' && !isGiven) {
    yield { code: 'K8S041', path, message: 'parameters of scope "Namespace" are in one', help: 'set namespace' };
  } else if (scope !== 'Namespace' && isGiven) {
    const help = 'write scope: Namespace, or remove namespace';
    yield { code: 'K8S041', path: [...path, 'namespace'], message: 'parameters of scope "Cluster" are in no namespace', help };
  } else if (scope === 'Namespace') {
    yield* nameIssues(parameters, 'namespace', dnsLabel, path);
    if (namespace === '') yield { code: 'K8S041', path: [...path, 'namespace'], message: 'the namespace is empty' };
  }
}

/** That a required field is empty is the schema's business. */
function* nameIssues(holder: JsonObject, field: string, check: SyntaxCheck, path: IndexPath): Generator<Issue> {
  const name = stringAt(holder[field]) ?? '';
  const problem = name === '' ? undefined : check(name);
  if (problem !== undefined) yield { code: 'K8S041', path: [...path, field], message: `"${name}" ${problem}` };
}
