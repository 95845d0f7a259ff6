import { findWorkspace, type Workspace } from '@gitops/engine';

/** The workspace in which the tests run. */
export function testWorkspace(): Workspace {
  const found = findWorkspace(process.cwd());
  if (found === undefined) throw new Error('tests run inside the workspace');
  return found;
}
