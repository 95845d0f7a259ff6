import { ecr } from '@gitops/aws';
import { Pipeline } from '@gitops/constructs';
import { describe, expect, it } from 'vitest';
import { groovyString } from './groovy-string';
import { jenkinsfile } from './jenkinsfile';

const cluster = { name: 'gitops-cicd', aws: { account: '123456789012', region: 'cn-north-1' } };

function pipeline(over: Partial<Pipeline> = {}): Pipeline {
  const repository = 'https://github.com/example/app-repo';
  return Pipeline.parse({ name: 'gitops-cicd', app: 'gitops-example', repository, image: ecr('gitops-app-demo'), ...over });
}

/** The value of a line `NAME = '...'` of the environment. */
function variable(text: string, name: string): string | undefined {
  return new RegExp(`^ +${name} = '(.*)'$`, 'm').exec(text)?.[1];
}

describe('jenkinsfile', () => {
  it('is golden/Jenkinsfile for the seed', async () => {
    await expect(jenkinsfile(pipeline(), cluster)).toMatchFileSnapshot('golden/Jenkinsfile');
  });

  it.each<[string, Pipeline, string, string]>([
    [
      'the cluster’s own registry',
      pipeline(),
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/gitops-app-demo',
    ],
    [
      'a registry of another account and region',
      pipeline({ image: ecr('team/app', { account: '210987654321', region: 'eu-central-1' }) }),
      '210987654321.dkr.ecr.eu-central-1.amazonaws.com',
      '210987654321.dkr.ecr.eu-central-1.amazonaws.com/team/app',
    ],
  ])('logs in and pushes to %s', (_title, props, registry, image) => {
    const text = jenkinsfile(props, cluster);
    expect(variable(text, 'REGISTRY')).toBe(registry);
    expect(variable(text, 'IMAGE')).toBe(image);
    expect(`${String(variable(text, 'REGISTRY'))}/${String(variable(text, 'REPOSITORY'))}`).toBe(image);
    expect(registry).toContain(`${String(variable(text, 'REGISTRY_ID'))}.dkr.ecr.${String(variable(text, 'REGISTRY_REGION'))}.`);
  });

  it('has the stages of the seed in their order, with tests and a scan before the push', () => {
    const stages = [...jenkinsfile(pipeline(), cluster).matchAll(/stage\('(.*)'\)/g)].map(([, stage]) => stage);
    expect(stages).toEqual(['Get Source', 'Test', 'Build Image', 'Scan', 'Push Image']);
  });

  it('clones what the job is configured with, and names no credentials', () => {
    const text = jenkinsfile(pipeline(), cluster);
    expect(text).toContain('checkout(scm)');
    expect(text).not.toMatch(/github\.com|credentialsId|password|AKIA/i);
  });

  it('pushes one tag, in a form that Flux v1 can read', () => {
    const pushes = jenkinsfile(pipeline(), cluster)
      .split('\n')
      .filter((line) => line.includes('push=true'));
    expect(pushes).toHaveLength(1);
    expect(pushes[0]).toContain('name=$IMAGE:$IMAGE_TAG,push=true,oci-mediatypes=false"');
    expect(jenkinsfile(pipeline(), cluster)).not.toMatch(/latest|attest|provenance|sbom|cosign|export-cache/);
  });

  it('puts no fact into the text of a shell script', () => {
    const scripts = [...jenkinsfile(pipeline(), cluster).matchAll(/(?:sh|script:) ('''[^]*?'''|'[^'].*')/g)].map(
      ([, script]) => script,
    );
    expect(scripts).toHaveLength(5);
    for (const script of scripts) expect(script).not.toMatch(/123456789012|cn-north-1|gitops-app-demo/);
  });

  it('quotes what a shell or Groovy would read otherwise', () => {
    const hostile = "x' + evil() + '\\";
    const text = jenkinsfile({ ...pipeline(), agent: hostile, image: ecr('a$(reboot)`$&') }, cluster);
    expect(text).toContain(String.raw`label 'x\' + evil() + \'\\'`);
    expect(text).toContain("REPOSITORY = 'a$(reboot)`$&'\n");
  });
});

describe('groovyString', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", String.raw`'it\'s'`],
    ['C:\\', String.raw`'C:\\'`],
    ['a\nb\r', String.raw`'a\nb\r'`],
    ['${x} $y', "'${x} $y'"],
    ['', "''"],
  ])('writes %j as %s', (text, literal) => {
    expect(groovyString(text)).toBe(literal);
  });
});
