import { ecr } from '@gitops/aws';
import { glob } from '@gitops/ownership';
import { describe, expect, it } from 'vitest';
import { automated, isImageRef, pinned } from './image';

const aws = { account: '123456789012', region: 'cn-north-1' };
const uri = '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web';

describe('an image', () => {
  it.each([
    [pinned('nginx:1.27'), 'nginx', '1.27', 'TypeScript'],
    [pinned('docker.io/library/nginx:1.27'), 'docker.io/library/nginx', '1.27', 'TypeScript'],
    [pinned('localhost:5000/web:1'), 'localhost:5000/web', '1', 'TypeScript'],
    [pinned('localhost:5000/web'), 'localhost:5000/web', '', 'TypeScript'],
    [pinned('nginx'), 'nginx', '', 'TypeScript'],
    [pinned('nginx', { tag: '1.27' }), 'nginx', '1.27', 'TypeScript'],
    [pinned(ecr('web'), { tag: '1' }), uri, '1', 'TypeScript'],
    [automated('nginx', { initial: '1.27' }), 'nginx', '1.27', 'Flux'],
    [automated(ecr('web'), { initial: '4f1c2d7', filter: glob('*') }), uri, '4f1c2d7', 'Flux'],
  ])('%#: %s %s', (image, name, tag, owner) => {
    const complete = image.on(aws);
    expect([complete.name, complete.tag, complete.reference, complete.policy.owner]).toEqual([
      name,
      tag,
      `${name}:${tag}`,
      owner,
    ]);
    expect([isImageRef(complete), complete.origin, complete.policy]).toEqual([true, image.origin, image.policy]);
  });

  it('in ECR has no name before a cluster completes it', () => {
    expect(() => pinned(ecr('web'), { tag: '1' }).name).toThrow('only inside build()');
  });

  it.each([automated('nginx', { initial: '1' }), pinned('nginx:1')])('%# remembers the line that declared it', ({ origin }) => {
    expect(origin.stack?.split('\n')[1]).toContain('image.spec.ts');
  });

  it.each([undefined, null, 'nginx:1', { repository: 'nginx', tag: '1' }])('is told from %j', (value) => {
    expect(isImageRef(value)).toBe(false);
  });
});
