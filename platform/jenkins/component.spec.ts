import { alb, ecr } from '@gitops/aws';
import { automated, pinned } from '@gitops/flux';
import { expectGolden, render, type Rendered } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { jenkins } from './component';

type Facts = NonNullable<Parameters<typeof render>[1]>;

const agents = { image: pinned(ecr('jenkins-slave'), { tag: '1.0.0' }) };
const job = {
  name: 'gitops-cicd',
  app: 'gitops-example',
  repository: 'https://github.com/example/app-repo',
  image: ecr('gitops-app-demo'),
};
const release = 'releases/gitops-jenkins.yaml';

function placed(props: Partial<Parameters<typeof jenkins>[0]> = {}, facts: Facts = { pipelines: [job] }): Rendered {
  return render(jenkins({ namespace: 'gitops-jenkins', agents, ...props }), facts);
}

function problems({ diagnostics }: Rendered): readonly string[] {
  return diagnostics.map(({ code, message, help }) => `${code} ${message} — ${String(help)}`);
}

describe('jenkins', () => {
  it('makes the manifests in golden/', async () => {
    await expectGolden(placed(), import.meta.dirname);
  });

  it('is left alone by Flux, and holds no secret', () => {
    const text = Object.values(placed().files).join('');
    expect(text).not.toContain('fluxcd.io/automated');
    expect(text).not.toMatch(/kind: Secret|password: (?!\$\{)/);
  });

  it('takes plugins, images and base images from the mirrors of the cluster', () => {
    const mirrors = {
      images: { 'docker.io': '210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn/hub', 'public.ecr.aws': false as const },
      charts: { 'https://charts.jenkins.io': 'https://charts.example.com/jenkins' },
      jenkinsPlugins: 'https://mirrors.example.com/jenkins/updates',
    };
    const { files } = placed({}, { pipelines: [job], mirrors });
    const text = files[release]?.replaceAll(/\s+/g, ' ');
    expect(text).not.toMatch(/docker\.io|daocloud/);
    for (const line of [
      'repository: https://charts.example.com/jenkins',
      'registry: 210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn',
      'repository: hub/jenkins/jenkins',
      'repository: hub/kiwigrid/k8s-sidecar',
      'image: 210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn/hub/moby/buildkit:v0.32.2-rootless',
      'value: https://mirrors.example.com/jenkins/updates',
      'value: https://mirrors.example.com/jenkins/plugins',
    ])
      expect(text).toContain(line);
    expect(files['workloads/gitops-jenkins-agent-buildkit-cm.yaml']).toContain(
      '[registry."docker.io"]\n      mirrors = ["210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn/hub"]',
    );
  });

  it('asks the projects themselves outside China', () => {
    const { files } = placed({}, { pipelines: [job], aws: { account: '123456789012', region: 'eu-central-1' } });
    expect(files[release]).toContain('registry: docker.io\n');
    expect(files[release]).not.toContain('JENKINS_UC');
    expect(files['workloads/gitops-jenkins-agent-buildkit-cm.yaml']).toContain('# No registry is mirrored.');
  });

  it('has no cloud and no job on a cluster without pipelines', () => {
    expect(placed({}, {}).files[release]).not.toMatch(/kubernetes:\n|jobs:|pipelineJob/);
    expect(placed({}, {}).files[release]).toContain('clouds: []');
  });

  it('gives its agents, and not itself, the role that may push', () => {
    const roleArn = 'arn:aws-cn:iam::123456789012:role/push';
    const { files } = placed({ agents: { ...agents, roleArn } });
    expect(files['workloads/gitops-jenkins-agent-sa.yaml']).toContain(`role-arn: ${roleArn}\n`);
    expect(files[release]).not.toContain(roleArn);
  });

  it.each([
    ['a host', { host: 'jenkins.example.com' }, 'url: http://jenkins.example.com/'],
    [
      'a host with certificates',
      {
        host: 'jenkins.example.com',
        ingress: alb({ certificateArns: ['arn:aws-cn:acm:cn-north-1:123456789012:certificate/1'] }),
      },
      'url: https://jenkins.example.com/',
    ],
  ])('knows its own address by %s', (_title, props, line) => {
    expect(placed(props).files[release]).toContain(line);
  });

  it.each([
    ['1.27', 'container.apparmor.security.beta.kubernetes.io/buildkitd: unconfined', 'appArmorProfile'],
    ['1.30', 'appArmorProfile', 'container.apparmor'],
  ])('switches AppArmor off for BuildKit on Kubernetes %s', (kubernetes, there, missing) => {
    const text = placed({}, { pipelines: [job], kubernetes }).files[release];
    expect(text).toContain(there);
    expect(text).not.toContain(missing);
  });

  it.each<[string, object, string]>([
    [
      'a misspelt value',
      { values: { controller: { javaOptions: '-Xmx1g' } } },
      'prop values.controller: there is no prop "javaOptions" — did you mean "javaOpts"?',
    ],
    [
      'a password in the values',
      { values: { controller: { admin: { password: 'Passw0rd' } } } },
      'prop values.controller.admin.password: a secret in the values of a release is committed to git in plain text — put it into a Secret by kubectl create secret, and name that Secret',
    ],
    [
      'an image of agents that Flux would own',
      { agents: { image: automated(ecr('jenkins-slave'), { initial: '1.0.0' }) } },
      'prop agents.image: a tag within configuration as code is out of Flux’s reach — write pinned(...) instead of automated(...)',
    ],
    [
      'an image of agents in a repository that a pipeline pushes to',
      { agents: { image: pinned(ecr('gitops-app-demo'), { tag: '1.0.0' }) } },
      'prop agents.image: pipeline "gitops-cicd" pushes to 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/gitops-app-demo too, and a single OCI manifest in it would stop Flux from updating what runs its images — give the agents’ image a repository of its own, such as ecr("jenkins-slave")',
    ],
    [
      'no image of agents',
      { agents: {} },
      'prop agents.image: missing: expected an image: automated(repository, { initial: "<tag>" }) or pinned("repository:tag") — undefined',
    ],
    [
      'a size that is none',
      { persistence: { size: '8' } },
      'prop persistence.size: expected a size such as "8Gi", got the string "8" — undefined',
    ],
  ])('refuses %s', (_title, props, expected) => {
    expect(problems(placed(props))).toEqual([`SCH010 jenkins, ${expected}`]);
  });
});
