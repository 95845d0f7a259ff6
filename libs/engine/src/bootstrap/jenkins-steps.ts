import type { ClusterFacts } from '@gitops/constructs';
import { gitHubSettings } from './flux-steps';
import type { JenkinsRelease, RequiredSecret } from './required-secrets';
import { quote, type Step } from './step';

/** The Secrets that nothing in the repository makes; none where no release asks for one. */
export function secretsStep(secrets: readonly RequiredSecret[]): readonly Step[] {
  if (secrets.length === 0) return [];
  const rows = secrets.flatMap(({ namespace, name, keys }) =>
    keys.map((key) => `| \`${namespace}/${name}\` | \`${key}\` | \`${variableOf(name, key)}\` |`),
  );
  return [
    {
      name: 'secrets',
      title: 'Jenkins has its secrets',
      about: [
        'Each value is taken from an environment variable or, on a terminal, asked for without being shown. None is an argument of a command, none is written anywhere but into the Secret. A Secret that exists stays.',
        ['| Secret | key | environment variable |', '| --- | --- | --- |', ...rows].join('\n'),
      ],
      script: [
        'right_context',
        ...secrets.map(
          ({ namespace, name, keys }) =>
            `secret ${[namespace, name, ...keys.map((key) => `${key}=${variableOf(name, key)}`)].map(quote).join(' ')}`,
        ),
      ],
      check: {
        command: secrets
          .map(({ namespace, name }) => `kubectl get secret --namespace ${quote(namespace)} ${quote(name)}`)
          .join(' && '),
        shows: 'each Secret with its keys',
      },
    },
  ];
}

/** The way from a push to a build; none where no pipeline runs on the cluster. */
export function webhookStep({ pipelines }: ClusterFacts, jenkins: JenkinsRelease | undefined): readonly Step[] {
  if (jenkins === undefined || pipelines.length === 0) return [];
  const { namespace, host, scheme, webhook } = jenkins;
  const pages = pipelines.map(({ repository }) => gitHubSettings(repository, 'hooks') ?? `${repository} (webhooks)`);
  const signed =
    webhook &&
    `kubectl get secret --namespace ${quote(namespace)} ${quote(webhook.secret)} -o jsonpath='{.data.${webhook.key}}' | base64 --decode`;
  return [
    {
      name: 'webhook',
      title: 'A push starts a build',
      about: [
        `Prints the URL to which GitHub must send pushes. Add it at ${pages.join(', ')}: content type \`application/json\`, the push event alone${signed === undefined ? '' : ', and as its secret what this prints:'}`,
        ...(signed === undefined ? [] : [`\`\`\`console\n$ ${signed}\n\`\`\``]),
        ...(host === undefined
          ? [
              'Jenkins needs some minutes after the first sync. Until its load balancer has an address, the step says so and is run again.',
            ]
          : []),
        'Copy `dist/app-repo/<app>` of the monorepo into the application’s repository if it is empty: it is a template, and only its Jenkinsfile follows later changes.',
      ],
      script: [
        'right_context',
        ...(host === undefined ? [`local host; host=$(ingress_host ${quote(namespace)})`] : [`local host=${quote(host)}`]),
        `say "add this webhook to ${pages.join(', ').replaceAll(/["$`\\]/g, '')}:"`,
        `printf '${scheme}://%s/github-webhook/\\n' "$host"`,
      ],
      check: { shows: 'GitHub shows a first delivery under the webhook, with the answer 200' },
    },
  ];
}

/** `jenkins-github` and `token` give JENKINS_GITHUB_TOKEN. */
function variableOf(secret: string, key: string): string {
  const own = key.startsWith(`${secret}-`) ? key : `${secret}-${key}`;
  return own.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}
