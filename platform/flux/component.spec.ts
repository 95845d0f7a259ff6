import { namespace, type Placement } from '@gitops/constructs';
import { expectGolden, render, type Rendered, testCluster } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { flux } from './component';

const Mounted = z.object({
  name: z.string(),
  mountPath: z.string(),
  subPath: z.string().optional(),
  readOnly: z.boolean().optional(),
});
const Deployment = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        automountServiceAccountToken: z.boolean(),
        containers: z.tuple([z.object({ image: z.string(), args: z.array(z.string()), volumeMounts: z.array(Mounted) })]),
        volumes: z.array(z.looseObject({ name: z.string() })),
      }),
    }),
  }),
});

/** The namespace is the cluster's own affair; fluxd needs it to admit root. */
function rendered(placed: Placement, facts: Partial<typeof testCluster> = {}): Rendered {
  return render([namespace('flux', { podSecurity: 'baseline' }), placed], facts);
}

function podOf({ files, diagnostics }: Rendered, name = 'flux'): z.output<typeof Deployment>['spec']['template']['spec'] {
  expect(diagnostics).toEqual([]);
  return Deployment.parse(parse(files[`workloads/${name}-dep.yaml`] ?? '')).spec.template.spec;
}

function argsOf(result: Rendered): readonly string[] {
  return podOf(result).containers[0].args;
}

function problemsOf({ diagnostics }: Rendered): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

const { configRepo, flux: facts } = testCluster;
const excluded = '--registry-exclude-image=k8s.gcr.io/*,registry.k8s.io/*';

/** 1.27 to 1.37. */
const minors = Array.from({ length: 11 }, (_, index) => `1.${27 + index}`);

describe('flux', () => {
  it('makes the manifests in golden/', async () => {
    await expectGolden(rendered(flux()), import.meta.dirname);
  });

  it.each(minors)('is valid on Kubernetes %s', (kubernetes) => {
    expect(rendered(flux({ dockerConfigSecret: 'ecr-docker-secret' }), { kubernetes }).diagnostics).toEqual([]);
  });

  it.each<[Parameters<typeof flux>[0], Partial<typeof testCluster>, string]>([
    [{}, {}, '--git-url=git@github.com:example/config-repo'],
    [{}, {}, '--git-branch=master'],
    [{}, { configRepo: { ...configRepo, branch: 'main' } }, '--git-branch=main'],
    [{}, { configRepo: { ...configRepo, path: 'clusters/a' } }, '--git-path=clusters/a'],
    [{}, {}, '--git-label=flux-sync'],
    [{}, { flux: { ...facts, syncTag: 'flux-staging' } }, '--git-label=flux-staging'],
    [{}, {}, '--sync-garbage-collection'],
    [{ gitPollInterval: '1m' }, {}, '--git-poll-interval=1m'],
    [{ gitTimeout: '90s' }, {}, '--git-timeout=90s'],
    [{ syncInterval: '1h30m' }, {}, '--sync-interval=1h30m'],
    [{ syncTimeout: '3m' }, {}, '--sync-timeout=3m'],
    [{ automationInterval: '1m' }, {}, '--automation-interval=1m'],
    [{ ciSkip: true }, {}, '--git-ci-skip'],
    [
      {},
      {},
      `${excluded},918309763551.dkr.ecr.cn-north-1.amazonaws.com.cn/*,index.docker.io/fluxcd/*,m.daocloud.io/docker.io/library/memcached`,
    ],
    [
      { excludeImages: ['quay.io/*'] },
      { aws: { account: '123456789012', region: 'eu-west-1' } },
      `${excluded},602401143452.dkr.ecr.eu-west-1.amazonaws.com/*,index.docker.io/fluxcd/*,index.docker.io/library/memcached,quay.io/*`,
    ],
    [{ includeImages: ['a/*', 'b/*'] }, {}, '--registry-include-image=a/*,b/*'],
    [{}, {}, '--registry-ecr-region=cn-north-1'],
    [{ ecrRegions: ['cn-north-1', 'cn-northwest-1'] }, {}, '--registry-ecr-region=cn-north-1,cn-northwest-1'],
    [{ insecureRegistries: ['127.0.0.1:5000'] }, {}, '--registry-insecure-host=127.0.0.1:5000'],
    [{ dockerConfigSecret: 'ecr-docker-secret' }, {}, '--docker-config=/etc/fluxd/docker/config.json'],
    [{}, {}, '--memcached-hostname=flux-memcached'],
    [{ memcached: 'memcached.shared' }, {}, '--memcached-hostname=memcached.shared'],
  ])('given %j on %j says %s', (props, on, flag) => {
    expect(argsOf(rendered(flux(props), on))).toContain(flag);
  });

  it('leaves out what is off', () => {
    const args = argsOf(rendered(flux(), { flux: { ...facts, garbageCollection: false } }));
    const off = [
      'git-path',
      'git-ci-skip',
      'sync-garbage-collection',
      'registry-include-image',
      'docker-config',
      'registry-insecure-host',
    ];
    expect(args.filter((arg) => off.some((flag) => arg.startsWith(`--${flag}`)))).toEqual([]);
  });

  it('says each flag once', () => {
    const flags = argsOf(rendered(flux({ dockerConfigSecret: 'a', includeImages: ['a/*'] }))).map((arg) => arg.split('=')[0]);
    expect(new Set(flags).size).toBe(flags.length);
  });

  it('pulls its images from the mirrors', () => {
    const result = rendered(flux(), { mirrors: { images: { 'docker.io': 'hub.example.com' } } });
    expect(podOf(result).containers[0].image).toBe('hub.example.com/fluxcd/flux:1.25.4');
    expect(podOf(result, 'flux-memcached').containers[0].image).toBe('hub.example.com/library/memcached:1.6.38-alpine');
  });

  it('gives a token to fluxd alone', () => {
    const result = rendered(flux());
    expect(podOf(result).automountServiceAccountToken).toBe(true);
    expect(podOf(result, 'flux-memcached').automountServiceAccountToken).toBe(false);
  });

  it('leaves memcached out where there is one', () => {
    expect(Object.keys(rendered(flux({ memcached: 'shared' })).files).filter((path) => path.includes('memcached'))).toEqual([]);
  });

  it('puts the docker config over an empty one, so that fluxd can begin without it', () => {
    const result = rendered(flux({ dockerConfigSecret: 'ecr-docker-secret' }));
    expect(podOf(result).volumes.find(({ name }) => name === 'docker-config')).toEqual({
      name: 'docker-config',
      projected: {
        sources: [{ configMap: { name: 'flux-docker-config' } }, { secret: { name: 'ecr-docker-secret', optional: true } }],
      },
    });
    expect(result.files['workloads/flux-docker-config-cm.yaml']).toContain('config.json: "{}"');
  });

  it('is applied but never collected, every object of it', () => {
    const { files } = rendered(flux({ dockerConfigSecret: 'a' }));
    const collected = Object.entries(files).filter(([, text]) => !text.includes('fluxcd.io/ignore: sync_only'));
    expect(collected.map(([path]) => path)).toEqual([]);
    expect(Object.values(files).join('')).not.toContain('fluxcd.io/automated');
  });

  it('acts as the IAM role that is named, or that the cluster declares', () => {
    const roleArn = 'arn:aws-cn:iam::123456789012:role/flux';
    expect(rendered(flux({ roleArn })).files['workloads/flux-sa.yaml']).toContain(`eks.amazonaws.com/role-arn: ${roleArn}`);
    const eks = {
      nodeGroups: [{ name: 'workers', instanceType: 't3.medium', min: 1, max: 2 }],
      serviceAccounts: [{ namespace: 'flux', name: 'flux', awsPolicies: ['AmazonEC2ContainerRegistryReadOnly'] }],
    };
    expect(rendered(flux(), { eks }).files['workloads/flux-sa.yaml']).toContain('role/test-flux-flux');
  });

  it('trusts the host keys that it is given', () => {
    const repo = { url: 'ssh://git@git.example.com:2222/config-repo' };
    const knownHosts = ['[git.example.com]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5'];
    const { files, diagnostics } = rendered(flux({ knownHosts }), { configRepo: repo });
    expect(diagnostics).toEqual([]);
    expect(files['workloads/flux-known-hosts-cm.yaml']).toContain(knownHosts[0]);
    expect(files['workloads/flux-known-hosts-cm.yaml']).not.toContain('github');
  });

  it('does not start in a namespace that forbids root', () => {
    expect(problemsOf(render([namespace('flux'), flux()])).join()).toContain('SEC002');
  });
});

/** Props that TypeScript refuses as well. */
const wrong: readonly (readonly [props: object, facts: Partial<typeof testCluster>, message: string])[] = [
  [
    { gitPollInterval: '5 minutes' },
    {},
    'gitPollInterval: expected a duration of more than zero, such as "90s", "5m" or "1h30m", got the string "5 minutes"',
  ],
  [
    { syncInterval: '0s' },
    {},
    'syncInterval: expected a duration of more than zero, such as "90s", "5m" or "1h30m", got the string "0s"',
  ],
  [{ automationInterval: 5 }, {}, 'automationInterval: expected a string, got the number 5'],
  [{ gitUrl: 'git@github.com:other/repo' }, {}, 'flux: there is no prop "gitUrl"'],
  [{ gitPath: 'a' }, {}, 'flux: there is no prop "gitPath"'],
  [{ excludeImages: ['a,b'] }, {}, 'excludeImages[0]: expected a pattern such as "quay.io/team/*", got the string "a,b"'],
  [{ includeImages: ['docker.io/a/*'] }, {}, 'includeImages[0]: this matches nothing: fluxd calls Docker Hub index.docker.io'],
  [{ ecrRegions: ['cn-north-2'] }, {}, 'ecrRegions[0]: expected a region that AWS has, got the string "cn-north-2"'],
  [
    { insecureRegistries: ['http://a'] },
    {},
    'insecureRegistries[0]: expected a host such as "registry:5000", got the string "http://a"',
  ],
  [{ roleArn: 'flux' }, {}, 'roleArn: expected the ARN of an IAM role'],
  [
    { roleArn: 'arn:aws:iam::123456789012:role/flux' },
    {},
    'roleArn: the role is in the partition "aws", but the cluster\'s region cn-north-1 is in "aws-cn"',
  ],
  [{ knownHosts: ['github.com'] }, {}, 'knownHosts[0]: expected a line of a known_hosts file'],
  [
    { resources: { limits: { memory: '1G' } } },
    {},
    'resources.limits.memory: expected an amount of memory such as "64Mi", got the string "1G"',
  ],
  [
    {},
    { configRepo: { url: 'git@gitlab.com:a/b' } },
    'knownHosts: no key of gitlab.com is known, and ssh refuses a host that it does not know',
  ],
  [
    {},
    { configRepo: { url: 'https://github.com/a/b' } },
    'flux, prop configRepo.url: it cannot push to https://github.com/a/b: its deploy key is for ssh',
  ],
  [{ namespace: 'other' }, {}, 'namespace: "other" is not the namespace of the cluster\'s Flux'],
];

describe('flux refuses', () => {
  it.each(wrong)('%j on %j', (props, on, message) => {
    const problems = problemsOf(rendered(flux(props), on));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('SCH010 ');
    expect(problems[0]).toContain(message);
  });
});
