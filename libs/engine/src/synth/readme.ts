import type { ClusterFacts } from '@gitops/constructs';

/** The README.md of the config repository: for whoever opens it and wants to change something. */
export function readme({ name, configRepo, flux }: ClusterFacts): string {
  return `# Configuration of the cluster ${name}

Flux syncs this directory to the cluster. It has three writers, and each field has one of them:

| who | writes |
| --- | --- |
| the monorepo in which \`clusters/${name}/cluster.ts\` is | every file here |
| Flux, in namespace \`${flux.namespace}\` | the image tags on lines that end in \`# Flux owns the tag\`, and the image tags in \`releases/\` |
| whoever is on call | the annotations \`fluxcd.io/locked\`, \`locked_user\` and \`locked_msg\` (\`fluxctl lock\`) |

Anything else that is edited here is drift: the next publish stops and names it. Edit the TypeScript instead.

| directory | holds |
| --- | --- |
| \`namespaces/\` | namespaces |
| \`crds/\` | CustomResourceDefinitions |
| \`workloads/\` | everything else that the cluster runs, one object per file |
| \`releases/\` | HelmReleases, for the Helm Operator |
| \`charts/\` | the Helm charts that those releases install |

Branch \`${configRepo.branch}\` of ${configRepo.url}${configRepo.path === '' ? '' : `, directory \`${configRepo.path}\``}.
`;
}
