import type { Pipeline } from '@gitops/constructs';
import { parseProps } from '@gitops/diagnostics';
import { toYaml, type JsonObject } from '@gitops/manifest';
import { Casc } from './configuration-as-code-schema';
import { jobScript } from './job-script';

/** The keys that Jenkins' Secret for GitHub must have. */
export const gitHubSecretKeys = ['username', 'token', 'webhook'] as const;

/** The ids under which Jenkins knows the credentials; a Jenkinsfile may name them. */
const credentials = { gitHub: 'github', webhook: 'github-webhook' };

/** What Jenkins' configuration depends on. */
export interface JenkinsConfiguration {
  /** As the agents reach Jenkins. */
  readonly internalUrl: string;
  /** As people and GitHub reach it. Without it Jenkins writes no links. */
  readonly url: string | undefined;
  /** The Secret with GitHub's user name, token and webhook secret. */
  readonly gitHubSecret: string;
  readonly agents: {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly idleMinutes: number;
    readonly limit: number;
    readonly pod: JsonObject;
  };
  readonly pipelines: readonly Pipeline[];
}

/** What the seed clicks together: users, the Kubernetes cloud, a pod template for each label, credentials and jobs. */
export function configurationAsCode({ internalUrl, url, gitHubSecret, agents, pipelines }: JenkinsConfiguration): string {
  const [username, token, webhook] = gitHubSecretKeys.map((key) => `\${${gitHubSecret}-${key}}`);
  const labels = [...new Set(pipelines.map(({ agent }) => agent))].sort();
  const configuration = {
    jenkins: {
      // No build runs beside Jenkins itself: it would see all that Jenkins knows.
      mode: 'EXCLUSIVE',
      numExecutors: 0,
      securityRealm: {
        local: {
          allowsSignup: false,
          users: [{ id: '${chart-admin-username}', name: 'Administrator', password: '${chart-admin-password}' }],
        },
      },
      authorizationStrategy: { loggedInUsersCanDoAnything: { allowAnonymousRead: false } },
      // Behind a load balancer a user's address may change between two requests.
      crumbIssuer: { standard: { excludeClientIPFromCrumb: true } },
      clouds:
        labels.length === 0
          ? []
          : [
              {
                kubernetes: {
                  name: 'kubernetes',
                  serverUrl: 'https://kubernetes.default',
                  namespace: agents.namespace,
                  jenkinsUrl: internalUrl,
                  webSocket: true,
                  containerCapStr: String(agents.limit),
                  retentionTimeout: 5,
                  waitForPodSec: 600,
                  templates: labels.map((label) => podTemplate(label, agents)),
                },
              },
            ],
    },
    security: {
      apiToken: {
        creationOfLegacyTokenEnabled: false,
        tokenGenerationOnCreationEnabled: false,
        usageStatisticsEnabled: true,
      },
    },
    credentials: {
      system: {
        domainCredentials: [
          {
            credentials: [
              {
                usernamePassword: {
                  scope: 'GLOBAL',
                  id: credentials.gitHub,
                  description: 'Clones the repositories',
                  username,
                  password: token,
                },
              },
              {
                string: {
                  scope: 'GLOBAL',
                  id: credentials.webhook,
                  description: 'Signs what GitHub sends to /github-webhook/',
                  secret: webhook,
                },
              },
            ],
          },
        ],
      },
    },
    unclassified: {
      ...(url !== undefined && { location: { url } }),
      githubpluginconfig: { hookSecretConfigs: [{ credentialsId: credentials.webhook, signatureAlgorithm: 'SHA256' }] },
    },
    ...(pipelines.length > 0 && {
      jobs: pipelines.map((pipeline) => ({ script: literal(jobScript(pipeline, credentials.gitHub)) })),
    }),
  };
  return forChart(yamlOf(parseProps('configuration as code', Casc, configuration) as JsonObject));
}

function podTemplate(label: string, { serviceAccount, idleMinutes, limit, pod }: JenkinsConfiguration['agents']): object {
  return {
    id: label,
    name: label,
    label,
    nodeUsageMode: 'EXCLUSIVE',
    serviceAccount,
    idleMinutes,
    instanceCap: limit,
    slaveConnectTimeout: 300,
    activeDeadlineSeconds: 3600,
    podRetention: 'never',
    showRawYaml: false,
    yaml: literal(yamlOf(pod)),
    yamlMergeStrategy: 'override',
  };
}

function yamlOf(value: JsonObject): string {
  return toYaml(value).replace(/^---\n/, '');
}

/** Configuration as code replaces `${...}` in every text by a secret, unless `^` goes before it (docs/features/secrets.adoc). */
function literal(text: string): string {
  return text.replaceAll('${', '^${');
}

/** The chart passes the text through Helm's template engine. */
function forChart(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
