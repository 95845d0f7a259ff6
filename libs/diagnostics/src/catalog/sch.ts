import type { CatalogEntry } from './entry';

/** What a schema says: Kubernetes' own, a CRD's, or the zod schema of a definition's props. */
export const sch = {
  SCH001: {
    name: 'unknown-field',
    severity: 'error',
    summary:
      'A field that the kind does not have. The API server refuses it under strict field validation, and drops it silently otherwise.',
  },
  SCH002: {
    name: 'wrong-type',
    severity: 'error',
    summary: 'A value of another type than the schema asks for. The API server cannot decode the object.',
  },
  SCH003: { name: 'missing-field', severity: 'error', summary: 'A field that the schema requires is not there.' },
  SCH004: {
    name: 'unknown-kind',
    severity: 'error',
    summary:
      'An apiVersion and kind that the cluster’s Kubernetes version does not serve, and for which the repository has no CustomResourceDefinition.',
  },
  SCH005: {
    name: 'value-not-allowed',
    severity: 'error',
    summary: 'A value outside the enum, pattern, range or length that the schema allows.',
  },
  SCH006: {
    name: 'duplicate-list-item',
    severity: 'error',
    summary: 'Two items of a list that Kubernetes keys by some of their fields have the same key.',
  },
  SCH010: {
    name: 'invalid-props',
    severity: 'error',
    summary: 'A prop of a definition, a construct or a cluster has the wrong type, is out of range, is missing, or is not known.',
  },
  SCH011: {
    name: 'undeclared-repository',
    severity: 'error',
    summary:
      'A pipeline pushes to, or Flux automates, a repository of the cluster’s own ECR registry that is not among the declared ones. Nothing creates it, so the push or the first pull fails.',
  },
  SCH012: {
    name: 'unused-role',
    severity: 'warning',
    summary:
      'An IAM role that `eks.serviceAccounts` declares and that no service account of the cluster carries. Pods that were meant to have it act without, and AWS refuses them.',
  },
} as const satisfies Record<string, CatalogEntry>;
