import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The part of `nx graph --file` that matters here. */
interface Graph {
  readonly graph: {
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string; readonly type: string }[]>>;
  };
}

const root = resolve(__dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'workspace-graph-'));
let dependencies: Graph['graph']['dependencies'];

beforeAll(async () => {
  const file = join(scratch, 'graph.json');
  await nx('graph', '--file', file);
  ({ dependencies } = (JSON.parse(readFileSync(file, 'utf8')) as Graph).graph);
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

describe('the graph of this workspace', () => {
  it.each([
    ['gitops-cicd', 'gitops-example', 'static'],
    ['gitops-cicd', 'gitops-helm-demo', 'static'],
    ['gitops-cicd', '@gitops/constructs', 'static'],
    ['gitops-cicd', '@gitops/engine', 'implicit'],
    ['gitops-example', '@gitops/constructs', 'static'],
    ['gitops-helm-demo', '@gitops/helm', 'static'],
    ['@gitops/constructs', '@gitops/flux', 'static'],
    ['@gitops/engine', '@gitops/manifest', 'static'],
  ])('%s depends on %s', (from, target, type) => {
    expect(dependencies[from]).toContainEqual({ source: from, target, type });
  });
});

describe('an edit affects', () => {
  it('of an app: it and the clusters that place it', async () => {
    const placing = readdirSync(join(root, 'clusters')).filter((cluster) =>
      readFileSync(join(root, 'clusters', cluster, 'cluster.ts'), 'utf8').includes("from '@apps/gitops-example'"),
    );
    expect(placing).toContain('gitops-cicd');
    expect(await affected('apps/gitops-example/app.ts')).toEqual(['gitops-example', ...placing].sort());
  });

  it('of a cluster: that cluster', async () => {
    expect(await affected('clusters/gitops-cicd/cluster.ts')).toEqual(['gitops-cicd']);
  });

  it('of the engine: every cluster', async () => {
    expect(await affected('libs/engine/src/index.ts')).toEqual(expect.arrayContaining(readdirSync(join(root, 'clusters'))));
  });
});

async function affected(file: string): Promise<readonly string[]> {
  const targets = ['--with-target', 'synth', '--with-target', 'validate', '--with-target', 'test'];
  return (JSON.parse(await nx('show', 'projects', '--affected', '--files', file, ...targets, '--json')) as string[]).sort();
}

/** Away from the daemon and the cache of whoever works here, which hold the graph of another moment. */
function nx(...args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    NX_DAEMON: 'false',
    NX_WORKSPACE_DATA_DIRECTORY: scratch,
    NX_CACHE_DIRECTORY: join(scratch, 'cache'),
  };
  return new Promise((settle, reject) => {
    execFile('npx', ['nx', ...args], { cwd: root, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) settle(stdout);
      else reject(new Error(`${error.message}\n${stdout}${stderr}`));
    });
  });
}
