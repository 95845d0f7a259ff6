import { ecr } from '@gitops/aws';
import { Pipeline } from '@gitops/constructs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { configurationAsCode, type JenkinsConfiguration } from './configuration-as-code';
import { Casc } from './configuration-as-code-schema';

const agents = { namespace: 'agents', serviceAccount: 'agent', idleMinutes: 5, limit: 2, pod: { kind: 'Pod' } };

function pipeline(over: Partial<Pipeline>): Pipeline {
  const repository = 'https://github.com/example/app-repo';
  return Pipeline.parse({ name: 'first', app: 'first', repository, image: ecr('first'), ...over });
}

function configured(over: Partial<JenkinsConfiguration>): string {
  const internalUrl = 'http://jenkins.jenkins.svc.cluster.local';
  return configurationAsCode({ internalUrl, url: undefined, gitHubSecret: 'github', agents, pipelines: [], ...over });
}

describe('configurationAsCode', () => {
  it('has one pod template for each label, and a job for each pipeline', () => {
    const pipelines = [
      pipeline({ agent: 'small' }),
      pipeline({ name: 'second', agent: 'small', branch: 'main' }),
      pipeline({ name: 'third', agent: 'large', repository: 'https://github.com/example/third' }),
    ];
    const { jenkins, jobs = [] } = Casc.parse(parse(configured({ pipelines })));
    const templates = jenkins.clouds.flatMap(({ kubernetes }) => kubernetes.templates);
    expect(templates.map(({ label, nodeUsageMode, idleMinutes }) => [label, nodeUsageMode, idleMinutes])).toEqual([
      ['large', 'EXCLUSIVE', 5],
      ['small', 'EXCLUSIVE', 5],
    ]);
    expect(templates.map(({ yaml }) => parse(yaml))).toEqual([agents.pod, agents.pod]);
    const found = (pattern: RegExp): unknown => jobs.map(({ script }) => pattern.exec(script)?.[1]);
    expect(found(/pipelineJob\('(.*)'\)/)).toEqual(['first', 'second', 'third']);
    expect(found(/branch\('(.*)'\)/)).toEqual(['refs/heads/master', 'refs/heads/main', 'refs/heads/master']);
    expect(found(/ url\('(.*)'\)/)).toEqual([
      'https://github.com/example/app-repo',
      'https://github.com/example/app-repo',
      'https://github.com/example/third',
    ]);
  });

  it('has no cloud and no job without pipelines', () => {
    const { jenkins, jobs } = Casc.parse(parse(configured({})));
    expect([jenkins.clouds, jobs]).toEqual([[], undefined]);
  });

  it('names secrets, and the credentials that its jobs use', () => {
    const { credentials, unclassified, jobs = [] } = Casc.parse(parse(configured({ pipelines: [pipeline({})] })));
    const ids = JSON.stringify(credentials);
    for (const reference of ['${github-username}', '${github-token}', '${github-webhook}']) expect(ids).toContain(reference);
    expect(ids).toContain(`"id":"${/credentials\('(.*)'\)/.exec(jobs[0]?.script ?? '')?.[1] ?? 'none'}"`);
    expect(ids).toContain(`"id":"${unclassified.githubpluginconfig.hookSecretConfigs[0]?.credentialsId ?? 'none'}"`);
  });

  it('writes what a template engine or configuration as code would replace so that they do not', () => {
    const repository = 'https://github.com/example/${chart-admin-password}{{ .Values }}';
    const text = configured({ pipelines: [pipeline({ repository })] });
    expect(text).toContain(`url('https://github.com/example/^\${chart-admin-password}{{ "{{" }} .Values }}')`);
  });

  it.each<[string, Partial<JenkinsConfiguration>]>([
    ['a URL that is none', { url: 'jenkins' }],
    ['a limit below one', { agents: { ...agents, limit: 0 } }],
    ['a Secret whose name no reference can hold', { gitHubSecret: 'a}b' }],
  ])('refuses %s', (_title, over) => {
    expect(() => configured({ pipelines: [pipeline({})], ...over })).toThrow(/^configuration as code: /);
  });
});
