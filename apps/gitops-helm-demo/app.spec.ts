import { ecr } from '@gitops/aws';
import { automated } from '@gitops/flux';
import { expectGolden, render } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { gitopsHelmDemo } from './app';

const image = automated(ecr('gitops-app-demo'), { initial: '4f1c2d7' });

describe('gitops-helm-demo', () => {
  it('makes the chart and the release in golden/', async () => {
    await expectGolden(render(gitopsHelmDemo({ namespace: 'gitops-helm', image })), import.meta.dirname);
  });

  it('can be placed twice: one chart, two releases', () => {
    const { files, diagnostics } = render([
      gitopsHelmDemo({ namespace: 'blue', folder: 'blue', image }),
      gitopsHelmDemo({ namespace: 'green', folder: 'green', image }),
    ]);
    expect(diagnostics).toEqual([]);
    expect(Object.keys(files).filter((path) => !path.startsWith('charts/'))).toEqual([
      'releases/blue/gitops-helm-demo.yaml',
      'releases/green/gitops-helm-demo.yaml',
    ]);
  });
});
