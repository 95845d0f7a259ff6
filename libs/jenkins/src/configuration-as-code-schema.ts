import { z } from 'zod';

const Name = z.string().min(1);
/** A value that configuration as code reads from a file of /run/secrets/additional when it is applied. */
const Secret = z.string().regex(/^\$\{[a-z0-9-]+\}$/, 'expected a reference to a secret such as "${jenkins-github-token}"');

const PodTemplate = z.strictObject({
  id: Name,
  name: Name,
  label: Name,
  /** EXCLUSIVE: only jobs that ask for the label. */
  nodeUsageMode: z.enum(['NORMAL', 'EXCLUSIVE']),
  serviceAccount: Name,
  /** Minutes. */
  idleMinutes: z.int().min(0),
  instanceCap: z.int().min(1),
  /** Seconds. */
  slaveConnectTimeout: z.int().min(1),
  /** Seconds. */
  activeDeadlineSeconds: z.int().min(1),
  podRetention: z.enum(['always', 'never', 'onFailure', 'default']),
  showRawYaml: z.boolean(),
  yaml: Name,
  yamlMergeStrategy: z.enum(['override', 'merge']),
});

const KubernetesCloud = z.strictObject({
  name: Name,
  serverUrl: z.url(),
  namespace: Name,
  jenkinsUrl: z.url(),
  webSocket: z.boolean(),
  containerCapStr: z.string().regex(/^\d+$/),
  /** Minutes. */
  retentionTimeout: z.int().min(1),
  waitForPodSec: z.int().min(1),
  templates: z.array(PodTemplate).min(1),
});

/**
 * The part of Jenkins' configuration as code that is written here. Its names are those that the plugins bind: the symbols
 * and @DataBoundSetter properties of kubernetes (KubernetesCloud, PodTemplate), github (GitHubPluginConfig,
 * HookSecretConfig), job-dsl (docs/JCasC.md) and the demos of configuration-as-code.
 */
export const Casc = z.strictObject({
  jenkins: z.strictObject({
    mode: z.enum(['NORMAL', 'EXCLUSIVE']),
    numExecutors: z.int().min(0),
    securityRealm: z.strictObject({
      local: z.strictObject({
        allowsSignup: z.literal(false),
        users: z.array(z.strictObject({ id: Secret, name: Name, password: Secret })),
      }),
    }),
    authorizationStrategy: z.strictObject({
      loggedInUsersCanDoAnything: z.strictObject({ allowAnonymousRead: z.literal(false) }),
    }),
    crumbIssuer: z.strictObject({ standard: z.strictObject({ excludeClientIPFromCrumb: z.boolean() }) }),
    clouds: z.array(z.strictObject({ kubernetes: KubernetesCloud })),
  }),
  security: z.strictObject({
    apiToken: z.strictObject({
      creationOfLegacyTokenEnabled: z.literal(false),
      tokenGenerationOnCreationEnabled: z.literal(false),
      usageStatisticsEnabled: z.boolean(),
    }),
  }),
  credentials: z.strictObject({
    system: z.strictObject({
      domainCredentials: z.array(
        z.strictObject({
          credentials: z.array(
            z.union([
              z.strictObject({
                usernamePassword: z.strictObject({
                  scope: z.literal('GLOBAL'),
                  id: Name,
                  description: z.string(),
                  username: Secret,
                  password: Secret,
                }),
              }),
              z.strictObject({
                string: z.strictObject({ scope: z.literal('GLOBAL'), id: Name, description: z.string(), secret: Secret }),
              }),
            ]),
          ),
        }),
      ),
    }),
  }),
  unclassified: z.strictObject({
    location: z.strictObject({ url: z.url() }).optional(),
    githubpluginconfig: z.strictObject({
      hookSecretConfigs: z.array(z.strictObject({ credentialsId: Name, signatureAlgorithm: z.enum(['SHA1', 'SHA256']) })),
    }),
  }),
  jobs: z.array(z.strictObject({ script: Name })).optional(),
});
export type Casc = z.output<typeof Casc>;
