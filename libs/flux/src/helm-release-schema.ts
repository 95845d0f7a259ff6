import { z } from 'zod';

/** Seconds. */
const Seconds = z.int().min(0);
const Name = z.string().min(1);
const SecretName = z.strictObject({ name: Name });

/** A chart in a git repository. The operator reads the commit that `ref` names (a branch, tag or commit; default master). */
export const GitChartSource = z.strictObject({
  git: z.string().min(1),
  ref: z.string().min(1).optional(),
  path: z.string().min(1),
  secretRef: z.strictObject({ name: Name, namespace: Name.optional() }).optional(),
  skipDepUpdate: z.boolean().optional(),
});

/** A chart in a Helm chart repository, at one exact version. */
export const RepositoryChartSource = z.strictObject({
  repository: z.url({ protocol: /^https?$/ }),
  name: Name,
  version: z
    .string()
    .regex(
      /^v?\d+(\.\d+){0,2}(-[\w.-]+)?(\+[\w.-]+)?$/,
      'expected an exact version such as "1.2.3", because a range would move without a commit',
    ),
});

const KeyRef = z.strictObject({
  name: Name,
  namespace: Name.optional(),
  /** Default values.yaml. */
  key: z.string().optional(),
  optional: z.boolean().optional(),
});

const ValuesFrom = z.union([
  z.strictObject({ configMapKeyRef: KeyRef }),
  z.strictObject({ secretKeyRef: KeyRef }),
  z.strictObject({ externalSourceRef: z.strictObject({ url: z.url(), optional: z.boolean().optional() }) }),
  z.strictObject({ chartFileRef: z.strictObject({ path: Name, optional: z.boolean().optional() }) }),
]);

/**
 * The spec of a HelmRelease of the Helm Operator 1.4.4 (its CRD, chart/helm-operator/crds/helmrelease.yaml). Stricter
 * than the CRD in one thing: the CRD takes a mixture of both chart sources, the operator cannot.
 */
export const HelmReleaseSpec = z.strictObject({
  /** Default: the lowest version that the operator has enabled. */
  helmVersion: z.enum(['v2', 'v3']).optional(),
  chart: z.union([GitChartSource, RepositoryChartSource], {
    error: 'expected either { git, path } of a git repository or { repository, name, version } of a chart repository',
  }),
  /** Default of the operator: `<namespace>-[<targetNamespace>-]<name>`. */
  releaseName: z
    .string()
    .max(53)
    .regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
      'expected a Helm release name of at most 53 lower case letters, digits, "-" and "."',
    )
    .optional(),
  targetNamespace: z.string().optional(),
  /** Revisions kept; 0 keeps all. Default 10. */
  maxHistory: z.int().min(0).optional(),
  valueFileSecrets: z.array(SecretName).optional(),
  valuesFrom: z.array(ValuesFrom).optional(),
  /** Override whatever `valuesFrom` gives. */
  values: z.record(z.string(), z.json()).optional(),
  /** Default 300. */
  timeout: Seconds.optional(),
  /** Default true. */
  resetValues: z.boolean().optional(),
  skipCRDs: z.boolean().optional(),
  /** Default: whether rollback or test is enabled. */
  wait: z.boolean().optional(),
  forceUpgrade: z.boolean().optional(),
  disableOpenAPIValidation: z.boolean().optional(),
  rollback: z
    .strictObject({
      enable: z.boolean().optional(),
      retry: z.boolean().optional(),
      /** Default 5; 0 for no limit. */
      maxRetries: z.int().min(0).optional(),
      force: z.boolean().optional(),
      recreate: z.boolean().optional(),
      disableHooks: z.boolean().optional(),
      /** Default 300. */
      timeout: Seconds.optional(),
      wait: z.boolean().optional(),
    })
    .optional(),
  test: z
    .strictObject({
      enable: z.boolean().optional(),
      /** Default false. */
      ignoreFailures: z.boolean().optional(),
      /** Default 300. */
      timeout: Seconds.optional(),
      /** Default true; Helm 2 only. */
      cleanup: z.boolean().optional(),
    })
    .optional(),
});
export type HelmReleaseSpec = z.input<typeof HelmReleaseSpec>;

/** The whole object, as the validator checks it wherever it comes from. */
export const HelmReleaseManifest = z.strictObject({
  apiVersion: z.literal('helm.fluxcd.io/v1'),
  kind: z.literal('HelmRelease'),
  metadata: z.looseObject({ name: Name }),
  spec: HelmReleaseSpec,
});
