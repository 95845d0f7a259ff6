/** The Kubernetes minor versions with a derived schema, `schemas/<minor>.json`. 1.27 is the version of cdk8s-plus-27's types. */
export const supportedMinors = ['1.27', '1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const;

export type KubernetesMinor = (typeof supportedMinors)[number];
