import { ecr } from '@gitops/aws';
import { automated, pinned } from '@gitops/flux';
import { expectGolden, render } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { gitopsExample } from './app';

const demo = ecr('gitops-app-demo');

describe('gitops-example', () => {
  it('makes the manifests in golden/', async () => {
    const image = automated(demo, { initial: '4f1c2d7' });
    await expectGolden(render(gitopsExample({ namespace: 'gitops-cicd', image })), import.meta.dirname);
  });

  it('leaves the tag to TypeScript where the placement pins it', () => {
    const { files } = render(gitopsExample({ namespace: 'production', image: pinned(demo, { tag: '1.4.2' }), replicas: 5 }));
    const deployment = files['workloads/gitops-example-dep.yaml'];
    expect(deployment).not.toContain('fluxcd.io');
    expect(deployment).toContain('replicas: 5');
    expect(deployment).toContain('gitops-app-demo:1.4.2\n');
  });
});
