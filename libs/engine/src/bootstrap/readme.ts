import type { ClusterFacts } from '@gitops/constructs';
import type { Step } from './step';

/** README.md: the steps in order, each with how to see that it worked. */
export function readme({ name, kubernetes, aws, eks, registry }: ClusterFacts, steps: readonly Step[]): string {
  const left = [
    ...(eks === undefined
      ? ['`eks` is not declared, so the step that makes the EKS cluster is left out: kubectl must reach one that is there']
      : []),
    ...(registry.length === 0 ? ['`registry` is not declared, so the step that makes the repositories in ECR is left out'] : []),
  ];
  return `# Bootstrap of ${name}

From nothing to a cluster that Flux syncs: Kubernetes ${kubernetes} in ${aws.region}, AWS account ${aws.account}. Made by \`gitops bootstrap ${name}\`
from the cluster's TypeScript; no secret is in it.

\`\`\`console
$ ./bootstrap.sh          # every step, in order; stops at the first that fails
$ ./bootstrap.sh ${steps[0]?.name ?? '--list'}   # one step, or several; each may run again
$ ./bootstrap.sh --list
\`\`\`

It needs ${tools(steps).join(', ')}. kubectl's current context must be named after the cluster; \`KUBE_CONTEXT=<context>\` names another.
${left.map((line) => `\n- ${line}.`).join('')}${left.length > 0 ? '\n' : ''}
${steps.map(section).join('\n')}`;
}

function section({ name, title, about, check }: Step, index: number): string {
  return `## ${index + 1}. ${title}

${about.join('\n\n')}

\`\`\`console
$ ./bootstrap.sh ${name}
\`\`\`

${
  check.command === undefined
    ? `It worked if ${check.shows}.\n`
    : `It worked if this shows ${check.shows}:\n\n\`\`\`console\n$ ${check.command}\n\`\`\`\n`
}`;
}

/** Whatever the steps call, beside a shell's own. */
function tools(steps: readonly Step[]): readonly string[] {
  const names = steps.map(({ name }) => name);
  const helm = steps.some(({ script }) => script.some((line) => line.startsWith('helm ')));
  return [
    'kubectl',
    'git',
    'node',
    'ssh-keygen',
    ...(names.includes('registry') || names.includes('images') || names.includes('cluster') ? ['aws'] : []),
    ...(names.includes('cluster') ? ['eksctl'] : []),
    ...(helm ? ['helm'] : []),
  ].map((tool) => `\`${tool}\``);
}
