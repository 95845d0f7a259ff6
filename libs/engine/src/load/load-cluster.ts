import { isCluster, type Cluster } from '@gitops/constructs';
import { closest, type Diagnostic } from '@gitops/diagnostics';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { diagnose } from '../diagnostic';
import { recordOrigins } from '../origin/construct-origins';
import { createLocator } from '../origin/locator';
import { createRefiner } from '../origin/refine';
import { createReporter, type Reporter } from '../origin/reporter';
import { clusterFile, clusterNames, type Workspace } from '../workspace';
import { bundle } from './bundle';
import { runUserCode } from './user-code';

/** A cluster's TypeScript, evaluated. */
export interface LoadedCluster {
  readonly name: string;
  readonly cluster: Cluster;
  readonly reporter: Reporter;
}

/** Bundles and evaluates clusters/<name>/cluster.ts. */
export async function loadCluster(workspace: Workspace, name: string): Promise<LoadedCluster | readonly Diagnostic[]> {
  const known = clusterNames(workspace);
  if (!known.includes(name)) return [noSuchCluster(name, known)];
  const file = clusterFile(name);
  const bundled = await bundle(workspace, file);
  if (!('code' in bundled)) return bundled;
  // A name within the workspace, so that npm packages resolve from it; the file itself is never written.
  const moduleFile = join(workspace.root, `${file}.bundle.cjs`);
  const reporter = createReporter(createLocator(bundled.parseMap, moduleFile), createRefiner(workspace.root));
  try {
    const cluster = runUserCode(workspace.root, () => recordOrigins(() => evaluate(bundled.code, moduleFile)))['default'];
    return isCluster(cluster) ? { name, cluster, reporter } : [noDefaultExport(workspace, file)];
  } catch (thrown) {
    return reporter.thrown(thrown, { file, line: 1, column: 1 });
  }
}

/** Runs a CommonJS module and returns its exports. */
function evaluate(code: string, moduleFile: string): Readonly<Record<string, unknown>> {
  const module = { exports: {} };
  const run = compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: moduleFile });
  run(module.exports, requireOnce(createRequire(moduleFile)), module, moduleFile, dirname(moduleFile));
  return module.exports;
}

/** Every module in the bundle requires its npm packages for itself, and Node resolves a name anew each time. */
function requireOnce(require: NodeJS.Require): NodeJS.Require {
  const modules = new Map<string, unknown>();
  const once = (id: string): unknown => {
    if (!modules.has(id)) modules.set(id, require(id));
    return modules.get(id);
  };
  return Object.assign(once, require);
}

function noSuchCluster(name: string, known: readonly string[]): Diagnostic {
  const meant = closest(name, known);
  return diagnose('SRC001', {
    message: `there is no cluster "${name}": ${clusterFile(name)} does not exist`,
    help:
      meant !== undefined
        ? `did you mean "${meant}"?`
        : known.length > 0
          ? `the clusters are ${known.join(', ')}`
          : 'npx nx g cluster <name> makes one',
  });
}

function noDefaultExport({ root }: Workspace, file: string): Diagnostic {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.startsWith('export default')) + 1;
  return diagnose('SRC003', {
    source: { file, line: Math.max(line, 1), column: 1 },
    message: line === 0 ? 'this file has no default export' : 'the default export is no cluster',
    help: 'export default defineCluster({ ... })',
  });
}
