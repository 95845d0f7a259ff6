import { stringAt, type Manifest } from '@gitops/manifest';
import { dns1035Label, dnsLabel, dnsSubdomain, minorNumber, pathSegment, type SyntaxCheck } from '../syntax';
import type { Rule } from './rule';

/**
 * The kinds whose names are no DNS subdomain: from each kind's ValidateObjectMeta call in pkg/apis/<group>/validation.
 * Roles, requests and budgets may have any name that fits into a URL.
 */
const nameChecks: Readonly<Record<string, SyntaxCheck>> = {
  Namespace: dnsLabel,
  Service: dns1035Label,
  StatefulSet: dnsLabel,
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
  Role: pathSegment,
  RoleBinding: pathSegment,
  CertificateSigningRequest: pathSegment,
  ClusterTrustBundle: pathSegment,
  IPAddress: pathSegment,
  PodDisruptionBudget: pathSegment,
};

/** A Job's name becomes a label of its pods; Jobs of a CronJob get 11 more characters (pkg/apis/batch/validation). */
const longest: Readonly<Record<string, number>> = { Job: 63, CronJob: 52 };

/** Names that the kind does not allow. */
export const invalidName: Rule = function* (manifest, { minor }) {
  const { name } = manifest.metadata;
  const path = ['metadata', 'name'];
  if (name === '') {
    const generated = manifest.metadata['generateName'] !== undefined;
    const help = generated
      ? 'write metadata.name: Flux cannot follow an object whose name the server makes up'
      : 'set metadata.name';
    yield { code: 'K8S001', path, message: 'the name is empty', help };
    return;
  }
  const problem = checkOf(manifest, minor)(name);
  if (problem !== undefined) yield { code: 'K8S001', path, message: `name "${name}" ${problem}`, help: suggestion(name) };
  else if (name.length > (longest[manifest.kind] ?? name.length)) {
    yield {
      code: 'K8S001',
      path,
      message: `name "${name}" must have at most ${longest[manifest.kind]} characters, not ${name.length}`,
    };
  }
  const namespace = stringAt(manifest.metadata['namespace']);
  const namespaceProblem = namespace === undefined || namespace === '' ? undefined : dnsLabel(namespace);
  if (namespaceProblem !== undefined) {
    yield { code: 'K8S001', path: ['metadata', 'namespace'], message: `namespace "${namespace}" ${namespaceProblem}` };
  }
};

function checkOf({ apiVersion, kind }: Manifest, minor: string): SyntaxCheck {
  if (!isBuiltIn(apiVersion)) return dnsSubdomain;
  // Gate RelaxedServiceNameValidation, on by default since 1.36.
  if (kind === 'Service' && minorNumber(minor) >= 36) return dnsLabel;
  return nameChecks[kind] ?? dnsSubdomain;
}

export function isBuiltIn(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function suggestion(name: string): string | undefined {
  const better = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 63);
  return better === '' || better === name || dns1035Label(better) !== undefined ? undefined : `write for example "${better}"`;
}
