import { toYaml, type Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { annotate, writeImage } from './model/flux-writer';
import { MemoryRemote } from './model/memory-remote';
import { objectIn } from './model/object-in';
import type { Outcome } from './model/remote';
import { fileOf, type Container, type Workload } from './model/workload';

/** A config repository, and how often something was published to it. */
class Story {
  readonly remote = new MemoryRemote();
  private source = 0;

  publish(workloads: readonly Workload[], overwriteDrift: readonly string[] = []): Promise<Outcome> {
    this.source += 1;
    const consents = {
      adopt: false,
      overwriteDrift: new Set(overwriteDrift),
      acceptImage: new Set<string>(),
      allowRemoval: new Set<string>(),
    };
    return this.remote.publish({
      cluster: 'prod',
      path: 'prod',
      files: workloads.map(fileOf),
      source: this.source,
      consents,
    });
  }

  async write(path: string, change: (text: string) => string | undefined): Promise<void> {
    await this.remote.push('by hand', (files) => new Map([[`prod/${path}`, change(files.get(`prod/${path}`) ?? '')]]));
  }

  async read(path: string): Promise<string | undefined> {
    return (await this.remote.files()).get(`prod/${path}`);
  }

  /** The object in a file; one that is not there has no name. */
  async object(path: string): Promise<Manifest> {
    return objectIn((await this.read(path)) ?? '') ?? { apiVersion: '', kind: '', metadata: { name: '' } };
  }
}

const app: Container = { id: 1, name: 'app', repository: 'r.example.org/a', tag: 'v1', automated: true };
const proxy: Container = { id: 2, name: 'proxy', repository: 'r.example.org/b', tag: 'v1', automated: true };
const web: Workload = { id: 1, kind: 'Deployment', name: 'web', replicas: 2, containers: [app] };
const lock = { 'fluxcd.io/locked': 'true' };

const bump = (tag: string) => (text: string) => writeImage(text, 'app', `r.example.org/a:${tag}`);
const scale = (replicas: number) => (text: string) => text.replace(/replicas: \d/, `replicas: ${replicas}`);

describe('plan', () => {
  it('goes on from what was published last where a deleted file is published again', async () => {
    const story = new Story();
    await story.publish([web]);
    await story.write('workloads/web-dep.yaml', bump('v7'));
    await story.publish([{ ...web, replicas: 3 }]);
    await story.write('workloads/web-dep.yaml', () => undefined);
    expect((await story.publish([web])).codes).toEqual(['OWN003']);
    await story.publish([web], ['web']);
    expect(await story.read('workloads/web-dep.yaml')).toContain('r.example.org/a:v7');
  });

  it('keeps bump and lock that no publish has seen where a deleted file is published again', async () => {
    const story = new Story();
    await story.publish([web]);
    await story.write('workloads/web-dep.yaml', (text) => annotate(bump('v7')(text), lock));
    await story.write('workloads/web-dep.yaml', () => undefined);
    expect((await story.publish([web], ['web'])).codes).toEqual([]);
    expect(await story.read('workloads/web-dep.yaml')).toContain('r.example.org/a:v7');
    expect((await story.object('workloads/web-dep.yaml')).metadata['annotations']).toMatchObject(lock);
  });

  it('publishes no deleted file again that could not be read before', async () => {
    const story = new Story();
    await story.publish([web]);
    await story.write('workloads/web-dep.yaml', (text) => `<<<<<<< HEAD\n${text}`);
    await story.write('workloads/web-dep.yaml', () => undefined);
    expect((await story.publish([web], ['web'])).codes).toEqual(['OWN003']);
  });

  it.each([
    ['a digest', (text: string) => text.replace(/image: (\S+):v7/, `image: $1@sha256:${'a'.repeat(64)}`)],
    ['no container', (text: string) => text.replace('name: app\n', 'name: other\n').replace('/a:v7', '/other:v7')],
  ])('keeps the tag that was published last where a hand edit that leaves %s is undone', async (_, hide) => {
    const story = new Story();
    await story.publish([web]);
    await story.write('workloads/web-dep.yaml', bump('v7'));
    await story.publish([{ ...web, replicas: 3 }]);
    await story.write('workloads/web-dep.yaml', hide);
    expect((await story.publish([web], ['web'])).codes).toEqual([]);
    expect(await story.read('workloads/web-dep.yaml')).toContain('r.example.org/a:v7');
  });

  it('moves no object onto a file of somebody else', async () => {
    const story = new Story();
    await story.publish([web]);
    const foreign = toYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'foreign', namespace: 'apps' } });
    await story.write('workloads/second/web-dep.yaml', () => foreign);
    expect((await story.publish([{ ...web, folder: 'second' }])).codes).toEqual(['OWN010']);
    expect(await story.read('workloads/second/web-dep.yaml')).toBe(foreign);
  });

  it('takes an edit for settled once TypeScript says the same', async () => {
    const story = new Story();
    await story.publish([web]);
    await story.write('workloads/web-dep.yaml', scale(5));
    expect((await story.publish([{ ...web, replicas: 4 }])).codes).toEqual(['OWN001']);
    expect((await story.publish([{ ...web, replicas: 5 }])).codes).toEqual([]);
    expect((await story.publish([{ ...web, replicas: 6 }])).codes).toEqual([]);
    expect(await story.read('workloads/web-dep.yaml')).toContain('replicas: 6');
  });

  it('takes a deleted file for settled once TypeScript has no such object', async () => {
    const story = new Story();
    await story.publish([web]);
    await story.write('workloads/web-dep.yaml', () => undefined);
    expect((await story.publish([])).codes).toEqual([]);
    expect((await story.publish([web])).codes).toEqual([]);
    expect(await story.read('workloads/web-dep.yaml')).toBe(fileOf(web).text);
  });

  it('makes no commit for what Flux wrote', async () => {
    const story = new Story();
    await story.publish([web]);
    await story.write('workloads/web-dep.yaml', (text) => annotate(bump('v7')(text), lock));
    expect(await story.publish([web])).toEqual({ codes: [], commit: undefined });
  });

  it('publishes another order of containers', async () => {
    const story = new Story();
    await story.publish([{ ...web, containers: [app, proxy] }]);
    await story.publish([{ ...web, containers: [proxy, app] }]);
    expect((await story.read('workloads/web-dep.yaml'))?.match(/- name: \w+/g)).toEqual(['- name: proxy', '- name: app']);
  });

  it('keeps the lock of each object whose containers come together in a new one', async () => {
    const story = new Story();
    const [old, other] = [web, { ...web, id: 2, name: 'other', containers: [proxy] }];
    await story.publish([old, other]);
    await story.write('workloads/web-dep.yaml', (text) => annotate(bump('v7')(text), lock));
    await story.publish([{ ...web, id: 3, name: 'both', containers: [app, proxy] }]);
    const { metadata } = await story.object('workloads/both-dep.yaml');
    expect(metadata['annotations']).toEqual({ 'fluxcd.io/automated': 'true', ...lock });
    expect(await story.read('workloads/both-dep.yaml')).toContain('r.example.org/a:v7');
  });
});
