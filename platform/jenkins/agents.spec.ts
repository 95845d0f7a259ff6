import { definePlatform } from '@gitops/constructs';
import { agentPod } from '@gitops/jenkins';
import { render } from '@gitops/testing';
import { ApiObject } from 'cdk8s';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Agents } from './agents';
import { chart } from './generated/chart';
import { plugins, pluginSources } from './plugins';

type Pod = ReturnType<typeof agentPod>;

/** Places the agents' namespace `builds`, and a pod as Jenkins would start it. */
function started(kubernetes: string, change = (pod: Pod): Pod => pod, namespace = 'builds'): readonly string[] {
  const place = definePlatform({
    name: 'started',
    props: z.strictObject({}),
    build(scope, _props, cluster) {
      const jenkins = { namespace: 'gitops-jenkins', name: 'gitops-jenkins' };
      const agents = new Agents(scope, 'agents', { namespace: 'builds', jenkins, roleArn: undefined, cluster });
      const pod = agentPod({ image: 'registry.example.com/agent:1', cluster, configMap: agents.configMap });
      const { metadata, ...rest } = change(pod);
      new ApiObject(scope, 'pod', {
        apiVersion: 'v1',
        kind: 'Pod',
        ...rest,
        metadata: { ...(metadata as object | undefined), name: 'agent', namespace },
      });
    },
  });
  return render(place({ namespace: 'gitops-jenkins' }), { kubernetes }).diagnostics.map(
    ({ code, message }) => `${code} ${message}`,
  );
}

describe('the agents’ pod', () => {
  it.each(['1.27', '1.29', '1.30', '1.35', '1.37'])('is one that Kubernetes %s takes in the agents’ namespace', (kubernetes) => {
    expect(started(kubernetes)).toEqual([]);
  });

  it('is checked as a pod is', () => {
    const misspelt = (pod: Pod): Pod => ({ ...pod, spec: { ...(pod['spec'] as object), volume: [] } });
    expect(started('1.35', misspelt)).toEqual([expect.stringContaining('"volume"')]);
  });

  it('is refused where nothing may switch seccomp and AppArmor off', () => {
    const found = started('1.35', undefined, 'gitops-jenkins').join('\n');
    expect(found).toMatch(/^SEC002 .*seccomp is switched off$/m);
    expect(found).toMatch(/^SEC002 .*AppArmor is switched off$/m);
  });
});

describe('versions', () => {
  const dockerfile = readFileSync(`${import.meta.dirname}/agent/Dockerfile`, 'utf8');
  const pod = JSON.stringify(
    agentPod({
      image: 'x:1',
      cluster: { aws: { account: '1', region: 'eu-central-1' }, mirrors: { images: {}, charts: {} }, kubernetes: '1.35' },
      configMap: 'x',
    }),
  );

  it('are the same of BuildKit’s client and daemon', () => {
    const client = /moby\/buildkit:(\S+) AS/.exec(dockerfile)?.[1];
    expect(client).toMatch(/^v\d+\.\d+\.\d+$/);
    expect(pod).toContain(`moby/buildkit:${String(client)}-rootless`);
  });

  it('are pinned, of base images and of plugins', () => {
    const bases = [...dockerfile.matchAll(/^FROM \S+?:(\S+)/gm)].map(([, tag]) => tag);
    expect(bases).toHaveLength(3);
    for (const tag of bases) expect(tag).toMatch(/^v?\d/);
    for (const plugin of plugins) expect(plugin).toMatch(/^[a-z-]+:\d[\w.]+$/);
    expect(new Set(plugins.map((plugin) => plugin.split(':')[0])).size).toBe(plugins.length);
  });

  it('are of the chart’s controller, whose line the plugins are tested with', () => {
    expect(chart.appVersion).toMatch(/^2\.568\./);
  });
});

describe('pluginSources', () => {
  it.each([
    ['https://mirrors.example.com/jenkins/updates', 'https://mirrors.example.com/jenkins/plugins'],
    ['https://mirrors.example.com/jenkins/updates/', 'https://mirrors.example.com/jenkins/plugins'],
    ['https://updates.example.com', 'https://updates.example.com/plugins'],
  ])('finds the plugins of %s', (updateCentre, downloads) => {
    const sources = Object.fromEntries(pluginSources(updateCentre).map(({ name, value }) => [name, value]));
    expect(sources['JENKINS_UC_DOWNLOAD_URL']).toBe(downloads);
    expect(sources['JENKINS_PLUGIN_INFO']).toBe(`${String(sources['JENKINS_UC'])}/current/plugin-versions.json`);
  });
});
